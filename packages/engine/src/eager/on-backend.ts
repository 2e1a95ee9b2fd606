import * as tf from '@tensorflow/tfjs-core'

/** Runs ops on a backend of TensorFlow.js, restoring the one that was chosen, and tidies up what they leave: all but what is kept. */
export function runOn<T>(backend: string, name: string, work: () => T): T {
  const previous = tf.getBackend()
  if (previous !== backend) tf.setBackend(backend) // takes effect at once: the engine has made sure that the backend is ready
  tf.engine().startScope(name)
  try {
    return work()
  } finally {
    tf.engine().endScope()
    if (previous && previous !== backend) tf.setBackend(previous)
  }
}
