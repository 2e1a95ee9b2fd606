/** Play, pause and step, and how far the models are. */
export function Controls({
  playing,
  stepsPerSecond,
  iterations,
  onPlay,
  onPause,
  onRestart,
}: {
  readonly playing: boolean
  readonly stepsPerSecond: number
  readonly iterations: ReadonlyMap<string, number>
  readonly onPlay: (steps?: number) => void
  readonly onPause: () => void
  readonly onRestart: () => void
}) {
  const taken = [...new Set(iterations.values())].sort((a, b) => a - b)
  const rate = stepsPerSecond < 10 ? stepsPerSecond.toFixed(1) : stepsPerSecond.toFixed(0)
  return (
    <div class="controls" role="toolbar" aria-label="Training">
      {playing ? (
        <button type="button" class="main" onClick={onPause}>
          Pause
        </button>
      ) : (
        <button type="button" class="main" onClick={() => onPlay()}>
          Play
        </button>
      )}
      <button type="button" disabled={playing} onClick={() => onPlay(1)}>
        1 step
      </button>
      <button type="button" disabled={playing} onClick={() => onPlay(100)}>
        100 steps
      </button>
      <button type="button" onClick={onRestart}>
        Start afresh
      </button>
      <span class="count">
        <b id="steps">{taken.map((steps) => steps.toLocaleString('en')).join(' and ') || 0}</b> steps
        {playing && stepsPerSecond > 0 && <span class="quiet"> · {rate} a second</span>}
      </span>
    </div>
  )
}
