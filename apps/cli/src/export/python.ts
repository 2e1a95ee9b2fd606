import type { DataDescription } from '@vsc/training'

/** Lines of Python that read examples as the run's were read, prepare them as these were, and run the exported files on them. */
export function pythonLines(data: DataDescription): string {
  const size = data.shape.reduce((product, side) => product * side, 1)
  return [
    'import json',
    'import numpy as np, onnxruntime as ort',
    '',
    'encoder = ort.InferenceSession("encoder.onnx")',
    'data = json.loads(encoder.get_modelmeta().custom_metadata_map["data"])',
    '',
    ...reading(data),
    `x = np.asarray(x, np.float64).reshape(-1, ${size})`,
    ...preparing(data),
    'x = x.astype(np.float32)',
    '',
    'posterior = dict(zip([o.name for o in encoder.get_outputs()], encoder.run(None, {"x": x})))',
    'decoder = ort.InferenceSession("decoder.onnx")',
    'mean = decoder.run(["mean"], {"z": posterior["mu"]})[0]',
    ...undoing(data),
  ].join('\n')
}

function reading({ layout, shape, provenance: { array } }: DataDescription): string[] {
  if (layout?.image !== undefined) {
    return [
      'from PIL import Image, ImageOps',
      'height, width, channels = (data["layout"]["image"][key] for key in ("height", "width", "channels"))',
      'paths = ["example.png"]',
      'images = [Image.open(path).convert("L" if channels == 1 else "RGB") for path in paths]',
      'x = np.stack([np.asarray(ImageOps.fit(image, (width, height))) for image in images])',
    ]
  }
  if (layout?.columns !== undefined) {
    if (layout.columns.every((name) => /^\d+$/.test(name))) {
      return [
        'columns = [int(number) - 1 for number in data["layout"]["columns"]]',
        'x = np.loadtxt("examples.csv", delimiter=",", usecols=columns, ndmin=2)',
      ]
    }
    return [
      'import csv',
      'with open("examples.csv", newline="") as file:',
      '    x = [[float(row[name]) for name in data["layout"]["columns"]] for row in csv.DictReader(file)]',
    ]
  }
  const load = `x = np.load("examples.${array === undefined ? 'npy' : 'npz'}")${array === undefined ? '' : `[${JSON.stringify(array)}]`}`
  const order = shape.length === 3 && shape[2]! <= 4 ? ', channels last' : ''
  return [`${load}  # [N, ${shape.join(', ')}]${order}, as they were before they were prepared`]
}

function preparing({ preparation }: DataDescription): string[] {
  switch (preparation?.kind) {
    case 'unit':
      return ['lowest, highest = data["preparation"]["range"]', 'x = (x - lowest) / (highest - lowest)']
    case 'standardise':
      return [
        'means, deviations = (np.array(data["preparation"][key]) for key in ("means", "deviations"))',
        'x = (x - means) / deviations',
      ]
    case 'l2':
      return ['norms = np.linalg.norm(x, axis=1, keepdims=True)', 'x = x / np.where(norms == 0, 1, norms)']
    default:
      return []
  }
}

/** What is decoded is on the scale of prepared examples; the length that `l2` took away is gone. */
function undoing({ preparation }: DataDescription): string[] {
  switch (preparation?.kind) {
    case 'unit':
      return ['raw = mean * (highest - lowest) + lowest  # on the scale of the files']
    case 'standardise':
      return ['raw = mean * deviations + means  # on the scale of the files']
    default:
      return []
  }
}
