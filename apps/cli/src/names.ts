// What help and completion list. Written out here, since loading the packages that know takes longer than completing may;
// a test holds these lists to them.
export const engineNames = [
  'auto',
  'onnx',
  'onnx:cpu',
  'onnx:webgpu',
  'onnx:cuda',
  'tfjs:node-gpu',
  'tfjs:node',
  'tfjs:wasm',
  'tfjs:cpu',
] as const
export const presetNames = ['smoke', 'quick', 'standard', 'paper-tenth', 'paper'] as const
/** What `vsc encode` writes of each example. */
export const codeParts = ['codes', 'gamma', 'mu', 'logVar'] as const
