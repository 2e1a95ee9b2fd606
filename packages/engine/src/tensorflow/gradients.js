/**
 * @license Gradients and chained ops of TensorFlow.js 4.22.0. Copyright Google LLC. Licensed under the Apache License, Version 2.0:
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Put together by scripts/generate-gradients.ts; do not edit.
 */
export function registerGradients(tf) {
const { Abs } = tf;
const { cast } = tf;
const { mul } = tf;
const { step } = tf;
var absGradConfig = {
  kernelName: Abs,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul(dy, step(cast(x, "float32"), -1)) };
  }
};

const { Acos } = tf;
const { cast: cast2 } = tf;
const { div } = tf;
const { neg } = tf;
const { scalar } = tf;
const { sqrt } = tf;
const { square } = tf;
const { sub } = tf;
var acosGradConfig = {
  kernelName: Acos,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return {
      x: () => {
        const a = square(cast2(x, "float32"));
        const b = sqrt(sub(scalar(1), a));
        return neg(div(dy, b));
      }
    };
  }
};

const { Acosh } = tf;
const { cast: cast3 } = tf;
const { div: div2 } = tf;
const { sqrt: sqrt2 } = tf;
const { square: square2 } = tf;
const { sub: sub2 } = tf;
var acoshGradConfig = {
  kernelName: Acosh,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return {
      x: () => {
        const a = sqrt2(sub2(square2(cast3(x, "float32")), 1));
        return div2(dy, a);
      }
    };
  }
};

const { Add } = tf;

const { broadcast_util } = tf;
var assertAndGetBroadcastShape = /* @__PURE__ */ (() => broadcast_util.assertAndGetBroadcastShape)();
var getReductionAxes = /* @__PURE__ */ (() => broadcast_util.getReductionAxes)();

const { reshape } = tf;
const { sum } = tf;
var addGradConfig = {
  kernelName: Add,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      let res = dy;
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, a.shape);
    };
    const derB = () => {
      let res = dy;
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum(res, reduceAxes);
      }
      return reshape(res, b.shape);
    };
    return { a: derA, b: derB };
  }
};

const { AddN } = tf;
var addNGradConfig = {
  kernelName: AddN,
  saveAllInputs: true,
  gradFunc: (dy, saved) => {
    const ders = {};
    saved.forEach((_, i) => {
      ders[i] = () => dy.clone();
    });
    return ders;
  }
};

const { ArgMax } = tf;
const { zerosLike } = tf;
var argMaxGradConfig = {
  kernelName: ArgMax,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => zerosLike(x) };
  }
};

const { ArgMin } = tf;
const { zerosLike: zerosLike2 } = tf;
var argMinGradConfig = {
  kernelName: ArgMin,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => zerosLike2(x) };
  }
};

const { Asin } = tf;
const { cast: cast4 } = tf;
const { div: div3 } = tf;
const { scalar: scalar2 } = tf;
const { sqrt: sqrt3 } = tf;
const { square: square3 } = tf;
const { sub: sub3 } = tf;
var asinGradConfig = {
  kernelName: Asin,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div3(dy, sqrt3(sub3(scalar2(1), square3(cast4(x, "float32"))))) };
  }
};

const { Asinh } = tf;
const { add } = tf;
const { cast: cast5 } = tf;
const { div: div4 } = tf;
const { scalar: scalar3 } = tf;
const { sqrt: sqrt4 } = tf;
const { square: square4 } = tf;
var asinhGradConfig = {
  kernelName: Asinh,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return {
      x: () => {
        const a = sqrt4(add(scalar3(1), square4(cast5(x, "float32"))));
        return div4(dy, a);
      }
    };
  }
};

const { Atan2 } = tf;
const { add: add2 } = tf;
const { div: div5 } = tf;
const { mul: mul2 } = tf;
const { neg: neg2 } = tf;
const { reshape: reshape2 } = tf;
const { square: square5 } = tf;
const { sum: sum2 } = tf;
var atan2GradConfig = {
  kernelName: Atan2,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const d = add2(square5(a), square5(b));
      let res = mul2(dy, div5(b, d));
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum2(res, reduceAxes);
      }
      return reshape2(res, a.shape);
    };
    const derB = () => {
      const d = add2(square5(a), square5(b));
      let res = neg2(mul2(dy, div5(a, d)));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum2(res, reduceAxes);
      }
      return reshape2(res, b.shape);
    };
    return { a: derA, b: derB };
  }
};

const { Atan } = tf;
const { add: add3 } = tf;
const { cast: cast6 } = tf;
const { div: div6 } = tf;
const { square: square6 } = tf;
var atanGradConfig = {
  kernelName: Atan,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div6(dy, add3(square6(cast6(x, "float32")), 1)) };
  }
};

const { Atanh } = tf;
const { cast: cast7 } = tf;
const { div: div7 } = tf;
const { square: square7 } = tf;
const { sub: sub4 } = tf;
const { scalar: scalar4 } = tf;
var atanhGradConfig = {
  kernelName: Atanh,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div7(dy, sub4(scalar4(1), square7(cast7(x, "float32")))) };
  }
};

const { AvgPool3D } = tf;

const { engine } = tf;
var ENGINE = engine();

const { AvgPool3DGrad } = tf;

const { util } = tf;
var bytesPerElement = /* @__PURE__ */ (() => util.bytesPerElement)();

function env() {
  return ENV;
}
var ENV = null;

const { Tensor } = tf;
var getGlobalTensorClass = () => globalThis._tfGlobals?.get("Tensor") ?? Tensor;

var Rank;
(function(Rank2) {
  Rank2["R0"] = "R0";
  Rank2["R1"] = "R1";
  Rank2["R2"] = "R2";
  Rank2["R3"] = "R3";
  Rank2["R4"] = "R4";
  Rank2["R5"] = "R5";
  Rank2["R6"] = "R6";
})(Rank || (Rank = {}));
var UpcastInt32AndMap;
(function(UpcastInt32AndMap2) {
  UpcastInt32AndMap2["float32"] = "float32";
  UpcastInt32AndMap2["int32"] = "int32";
  UpcastInt32AndMap2["bool"] = "int32";
  UpcastInt32AndMap2["complex64"] = "complex64";
})(UpcastInt32AndMap || (UpcastInt32AndMap = {}));
var UpcastBoolAndMap;
(function(UpcastBoolAndMap2) {
  UpcastBoolAndMap2["float32"] = "float32";
  UpcastBoolAndMap2["int32"] = "int32";
  UpcastBoolAndMap2["bool"] = "bool";
  UpcastBoolAndMap2["complex64"] = "complex64";
})(UpcastBoolAndMap || (UpcastBoolAndMap = {}));
var UpcastFloat32AndMap;
(function(UpcastFloat32AndMap2) {
  UpcastFloat32AndMap2["float32"] = "float32";
  UpcastFloat32AndMap2["int32"] = "float32";
  UpcastFloat32AndMap2["bool"] = "float32";
  UpcastFloat32AndMap2["complex64"] = "complex64";
})(UpcastFloat32AndMap || (UpcastFloat32AndMap = {}));
var UpcastComplex64AndMap;
(function(UpcastComplex64AndMap2) {
  UpcastComplex64AndMap2["float32"] = "complex64";
  UpcastComplex64AndMap2["int32"] = "complex64";
  UpcastComplex64AndMap2["bool"] = "complex64";
  UpcastComplex64AndMap2["complex64"] = "complex64";
})(UpcastComplex64AndMap || (UpcastComplex64AndMap = {}));
function isWebGLData(values) {
  return values != null && typeof values === "object" && "texture" in values && values.texture instanceof WebGLTexture;
}
function isWebGPUData(values) {
  return typeof GPUBuffer !== "undefined" && values != null && typeof values === "object" && "buffer" in values && values.buffer instanceof GPUBuffer;
}

const { util: util2 } = tf;
var assert = /* @__PURE__ */ (() => util2.assert)();
var flatten = /* @__PURE__ */ (() => util2.flatten)();
var inferDtype = /* @__PURE__ */ (() => util2.inferDtype)();
var isTypedArray = /* @__PURE__ */ (() => util2.isTypedArray)();
var parseAxisParam = /* @__PURE__ */ (() => util2.parseAxisParam)();
var sizeFromShape = /* @__PURE__ */ (() => util2.sizeFromShape)();
var toTypedArray = /* @__PURE__ */ (() => util2.toTypedArray)();

function inferShape(val, dtype) {
  let firstElem = val;
  if (isTypedArray(val)) {
    return dtype === "string" ? [] : [val.length];
  }
  if (isWebGLData(val)) {
    const usedChannels = val.channels || "RGBA";
    return [val.height, val.width * usedChannels.length];
  } else if (isWebGPUData(val)) {
    return [val.buffer.size / (dtype == null ? 4 : bytesPerElement(dtype))];
  }
  if (!Array.isArray(val)) {
    return [];
  }
  const shape = [];
  while (Array.isArray(firstElem) || isTypedArray(firstElem) && dtype !== "string") {
    shape.push(firstElem.length);
    firstElem = firstElem[0];
  }
  if (Array.isArray(val) && env().getBool("TENSORLIKE_CHECK_SHAPE_CONSISTENCY")) {
    deepAssertShapeConsistency(val, shape, []);
  }
  return shape;
}
function deepAssertShapeConsistency(val, shape, indices) {
  indices = indices || [];
  if (!Array.isArray(val) && !isTypedArray(val)) {
    assert(shape.length === 0, () => `Element arr[${indices.join("][")}] is a primitive, but should be an array/TypedArray of ${shape[0]} elements`);
    return;
  }
  assert(shape.length > 0, () => `Element arr[${indices.join("][")}] should be a primitive, but is an array of ${val.length} elements`);
  assert(val.length === shape[0], () => `Element arr[${indices.join("][")}] should have ${shape[0]} elements, but has ${val.length} elements`);
  const subShape = shape.slice(1);
  for (let i = 0; i < val.length; ++i) {
    deepAssertShapeConsistency(val[i], subShape, indices.concat(i));
  }
}
function assertDtype(expectedDtype, actualDType, argName, functionName) {
  if (expectedDtype === "string_or_numeric") {
    return;
  }
  if (expectedDtype == null) {
    throw new Error(`Expected dtype cannot be null.`);
  }
  if (expectedDtype !== "numeric" && expectedDtype !== actualDType || expectedDtype === "numeric" && actualDType === "string") {
    throw new Error(`Argument '${argName}' passed to '${functionName}' must be ${expectedDtype} tensor, but got ${actualDType} tensor`);
  }
}
function convertToTensor(x, argName, functionName, parseAsDtype = "numeric") {
  if (x instanceof getGlobalTensorClass()) {
    assertDtype(parseAsDtype, x.dtype, argName, functionName);
    return x;
  }
  let inferredDtype = inferDtype(x);
  if (inferredDtype !== "string" && ["bool", "int32", "float32"].indexOf(parseAsDtype) >= 0) {
    inferredDtype = parseAsDtype;
  }
  assertDtype(parseAsDtype, inferredDtype, argName, functionName);
  if (x == null || !isTypedArray(x) && !Array.isArray(x) && typeof x !== "number" && typeof x !== "boolean" && typeof x !== "string") {
    const type = x == null ? "null" : x.constructor.name;
    throw new Error(`Argument '${argName}' passed to '${functionName}' must be a Tensor or TensorLike, but got '${type}'`);
  }
  const inferredShape = inferShape(x, inferredDtype);
  if (!isTypedArray(x) && !Array.isArray(x)) {
    x = [x];
  }
  const skipTypedArray = true;
  const values = inferredDtype !== "string" ? toTypedArray(x, inferredDtype) : flatten(x, [], skipTypedArray);
  return ENGINE.makeTensor(values, inferredShape, inferredDtype);
}

const { backend_util } = tf;
var checkPadOnDimRoundingMode = /* @__PURE__ */ (() => backend_util.checkPadOnDimRoundingMode)();
var eitherStridesOrDilationsAreOne = /* @__PURE__ */ (() => backend_util.eitherStridesOrDilationsAreOne)();
var tupleValuesAreOne = /* @__PURE__ */ (() => backend_util.tupleValuesAreOne)();

const { op } = tf;
const { reshape: reshape3 } = tf;
function avgPool3dGrad_(dy, input, filterSize, strides, pad3, dimRoundingMode) {
  const $dy = convertToTensor(dy, "dy", "avgPool3dGrad");
  const $input = convertToTensor(input, "input", "avgPool3dGrad");
  let dy5D = $dy;
  let input5D = $input;
  let reshapedTo5D = false;
  if ($input.rank === 4) {
    reshapedTo5D = true;
    dy5D = reshape3($dy, [1, $dy.shape[0], $dy.shape[1], $dy.shape[2], $dy.shape[3]]);
    input5D = reshape3($input, [
      1,
      $input.shape[0],
      $input.shape[1],
      $input.shape[2],
      $input.shape[3]
    ]);
  }
  assert(dy5D.rank === 5, () => `Error in avgPool3dGrad: dy must be rank 5 but got rank ${dy5D.rank}.`);
  assert(input5D.rank === 5, () => `Error in avgPool3dGrad: input must be rank 5 but got rank ${input5D.rank}.`);
  checkPadOnDimRoundingMode("avgPool3dGrad", pad3, dimRoundingMode);
  const inputs = { dy: dy5D, input: input5D };
  const attrs = { filterSize, strides, pad: pad3, dimRoundingMode };
  const res = ENGINE.runKernel(AvgPool3DGrad, inputs, attrs);
  if (reshapedTo5D) {
    return reshape3(res, [res.shape[1], res.shape[2], res.shape[3], res.shape[4]]);
  }
  return res;
}
var avgPool3dGrad = /* @__PURE__ */ op({ avgPool3dGrad_ });

var avgPool3DGradConfig = {
  kernelName: AvgPool3D,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { filterSize, strides, pad: pad3, dimRoundingMode } = attrs;
    return {
      x: () => avgPool3dGrad(dy, x, filterSize, strides, pad3, dimRoundingMode)
    };
  }
};

const { AvgPool } = tf;

const { AvgPoolGrad } = tf;
const { op: op2 } = tf;
const { reshape: reshape4 } = tf;
function avgPoolGrad_(dy, input, filterSize, strides, pad3) {
  const $dy = convertToTensor(dy, "dy", "avgPoolGrad");
  const $input = convertToTensor(input, "input", "avgPoolGrad");
  assert($input.rank === $dy.rank, () => `Rank of input (${$input.rank}) does not match rank of dy (${$dy.rank})`);
  let input4D = $input;
  let dy4D = $dy;
  let reshapedTo4D = false;
  if ($input.rank === 3) {
    reshapedTo4D = true;
    input4D = reshape4($input, [1, $input.shape[0], $input.shape[1], $input.shape[2]]);
    dy4D = reshape4($dy, [1, $dy.shape[0], $dy.shape[1], $dy.shape[2]]);
  }
  assert(dy4D.rank === 4, () => `Error in avgPoolGrad: dy must be rank 4 but got rank ${dy4D.rank}.`);
  assert(input4D.rank === 4, () => `Error in avgPoolGrad: input must be rank 4 but got rank ${input4D.rank}.`);
  const inputs = { dy: dy4D, input: input4D };
  const attrs = { filterSize, strides, pad: pad3 };
  const res = ENGINE.runKernel(AvgPoolGrad, inputs, attrs);
  if (reshapedTo4D) {
    return reshape4(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var avgPoolGrad = /* @__PURE__ */ op2({ avgPoolGrad_ });

var avgPoolGradConfig = {
  kernelName: AvgPool,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { filterSize, strides, pad: pad3 } = attrs;
    return { x: () => avgPoolGrad(dy, x, filterSize, strides, pad3) };
  }
};

const { BatchMatMul } = tf;
const { matMul } = tf;
var batchMatMulGradConfig = {
  kernelName: BatchMatMul,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved, attrs) => {
    const [a, b] = saved;
    const { transposeA, transposeB } = attrs;
    if (!transposeA && !transposeB) {
      return {
        a: () => matMul(dy, b, false, true),
        b: () => matMul(a, dy, true, false)
      };
    } else if (!transposeA && transposeB) {
      return {
        a: () => matMul(dy, b, false, false),
        b: () => matMul(dy, a, true, false)
      };
    } else if (transposeA && !transposeB) {
      return {
        a: () => matMul(b, dy, false, true),
        b: () => matMul(a, dy, false, false)
      };
    } else {
      return {
        a: () => matMul(b, dy, true, true),
        b: () => matMul(dy, a, true, true)
      };
    }
  }
};

const { BatchToSpaceND } = tf;
const { spaceToBatchND } = tf;
var batchToSpaceNDGradConfig = {
  kernelName: BatchToSpaceND,
  gradFunc: (dy, saved, attrs) => {
    const { blockShape, crops } = attrs;
    return { x: () => spaceToBatchND(dy, blockShape, crops) };
  }
};

const { BroadcastTo } = tf;
const { sum: sum3 } = tf;
var broadcastToGradConfig = {
  kernelName: BroadcastTo,
  gradFunc: (dy, saved, attrs) => {
    const broadCastToAttrs = attrs;
    const inputShape = broadCastToAttrs.inputShape;
    const outputShape = broadCastToAttrs.shape;
    const reps = Array.from(outputShape);
    for (let i = inputShape.length - 1; i >= 0; i--) {
      if (inputShape[i] === outputShape[i]) {
        reps[i] = 1;
      } else if (inputShape[i] !== 1) {
        throw new Error(`broadcastTo(): [${inputShape}] cannot be broadcast to [${outputShape}].`);
      }
    }
    const axes = [];
    for (let i = 0; i < reps.length; i++) {
      if (reps[i] > 1) {
        axes.push(i);
      }
    }
    return { x: () => sum3(
      dy,
      axes,
      true
      /* keepDims */
    ) };
  }
};

const { Cast } = tf;
var castGradConfig = {
  kernelName: Cast,
  gradFunc: (dy) => {
    return { x: () => dy.clone() };
  }
};

const { Ceil } = tf;
const { zerosLike: zerosLike3 } = tf;
var ceilGradConfig = {
  kernelName: Ceil,
  gradFunc: (dy) => {
    return { x: () => zerosLike3(dy) };
  }
};

const { ClipByValue } = tf;
const { greaterEqual } = tf;
const { lessEqual } = tf;
const { logicalAnd } = tf;
const { where } = tf;
const { zerosLike: zerosLike4 } = tf;
var clipByValueGradConfig = {
  kernelName: ClipByValue,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { clipValueMin, clipValueMax } = attrs;
    return {
      x: () => where(logicalAnd(greaterEqual(x, clipValueMin), lessEqual(x, clipValueMax)), dy, zerosLike4(dy))
    };
  }
};

const { ComplexAbs } = tf;
var complexAbsGradConfig = {
  kernelName: ComplexAbs,
  inputsToSave: ["x"],
  gradFunc: absGradConfig.gradFunc
};

const { Concat } = tf;
const { split } = tf;
var concatGradConfig = {
  kernelName: Concat,
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs) => {
    const shapes = saved.map((t) => t.shape);
    const { axis } = attrs;
    const $axis = parseAxisParam(axis, saved[0].shape)[0];
    const sizeSplits = shapes.map((s) => s[$axis]);
    const derTensors = split(dy, sizeSplits, $axis);
    return derTensors.map((t) => () => t);
  }
};

const { Conv2D } = tf;

const { Conv2DBackpropFilter } = tf;
const { op: op3 } = tf;
const { reshape: reshape5 } = tf;
function conv2DBackpropFilter_(x, dy, filterShape, strides, pad3, dataFormat = "NHWC", dimRoundingMode) {
  let x4D = x;
  if (x.rank === 3) {
    x4D = reshape5(x, [1, x.shape[0], x.shape[1], x.shape[2]]);
  }
  let dy4D = dy;
  if (dy4D.rank === 3) {
    dy4D = reshape5(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2]]);
  }
  assert(x4D.rank === 4, () => `Error in conv2dDerFilter: input must be rank 4, but got shape ${x4D.shape}.`);
  assert(dy4D.rank === 4, () => `Error in conv2dDerFilter: dy must be rank 4, but got shape ${dy4D.shape}.`);
  assert(filterShape.length === 4, () => `Error in conv2dDerFilter: filterShape must be length 4, but got ${filterShape}.`);
  const inDepth = dataFormat === "NHWC" ? x4D.shape[3] : x4D.shape[1];
  const outDepth = dataFormat === "NHWC" ? dy4D.shape[3] : dy4D.shape[1];
  assert(inDepth === filterShape[2], () => `Error in conv2dDerFilter: depth of input ${inDepth}) must match input depth in filter (${filterShape[2]}.`);
  assert(outDepth === filterShape[3], () => `Error in conv2dDerFilter: depth of dy (${outDepth}) must match output depth for filter (${filterShape[3]}).`);
  checkPadOnDimRoundingMode("conv2dDerFilter", pad3, dimRoundingMode);
  const inputs = { x: x4D, dy: dy4D };
  const attrs = { strides, pad: pad3, dataFormat, dimRoundingMode, filterShape };
  return ENGINE.runKernel(Conv2DBackpropFilter, inputs, attrs);
}
var conv2DBackpropFilter = /* @__PURE__ */ op3({ conv2DBackpropFilter_ });

const { Conv2DBackpropInput } = tf;
const { op: op4 } = tf;
const { reshape: reshape6 } = tf;
function conv2DBackpropInput_(xShape, dy, filter, strides, pad3, dataFormat = "NHWC", dimRoundingMode) {
  assert(xShape.length === dy.rank, () => `Length of inShape (${xShape.length}) and rank of dy (${dy.rank}) must match`);
  let xShape4D = xShape;
  let dy4D = dy;
  let reshapedTo4D = false;
  if (dy.rank === 3) {
    reshapedTo4D = true;
    dy4D = reshape6(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2]]);
    xShape4D = [1, xShape[0], xShape[1], xShape[2]];
  }
  assert(xShape4D.length === 4, () => `Error in conv2dDerInput: inShape must be length 4, but got length ${xShape4D.length}.`);
  assert(dy4D.rank === 4, () => `Error in conv2dDerInput: dy must be rank 4, but got rank ${dy4D.rank}`);
  assert(filter.rank === 4, () => `Error in conv2dDerInput: filter must be rank 4, but got rank ${filter.rank}`);
  const inDepth = dataFormat === "NHWC" ? xShape4D[3] : xShape4D[1];
  const outDepth = dataFormat === "NHWC" ? dy4D.shape[3] : dy4D.shape[1];
  assert(inDepth === filter.shape[2], () => `Error in conv2dDerInput: depth of input (${inDepth}) must match input depth for filter ${filter.shape[2]}.`);
  assert(outDepth === filter.shape[3], () => `Error in conv2dDerInput: depth of output (${outDepth}) must match output depth for filter ${filter.shape[3]}.`);
  checkPadOnDimRoundingMode("conv2dDerInput", pad3, dimRoundingMode);
  const inputs = { dy: dy4D, filter };
  const attrs = { strides, pad: pad3, dataFormat, dimRoundingMode, inputShape: xShape4D };
  const res = ENGINE.runKernel(Conv2DBackpropInput, inputs, attrs);
  if (reshapedTo4D) {
    return reshape6(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var conv2DBackpropInput = /* @__PURE__ */ op4({ conv2DBackpropInput_ });

var conv2DGradConfig = {
  kernelName: Conv2D,
  inputsToSave: ["x", "filter"],
  gradFunc: (dy, saved, attrs) => {
    const [x4D, $filter] = saved;
    const { dilations, strides, pad: pad3, dataFormat } = attrs;
    assert(tupleValuesAreOne(dilations), () => `Error in gradient of conv2D: dilation rates greater than 1 are not yet supported in gradients. Got dilations '${dilations}'`);
    return {
      x: () => conv2DBackpropInput(x4D.shape, dy, $filter, strides, pad3, dataFormat),
      filter: () => conv2DBackpropFilter(x4D, dy, $filter.shape, strides, pad3, dataFormat)
    };
  }
};

const { Conv2DBackpropInput: Conv2DBackpropInput2 } = tf;
const { conv2d } = tf;
var conv2DBackpropInputGradConfig = {
  kernelName: Conv2DBackpropInput2,
  inputsToSave: ["dy", "filter"],
  gradFunc: (ddx, saved, attrs) => {
    const [dy, filter] = saved;
    const { strides, pad: pad3, dataFormat, dimRoundingMode } = attrs;
    return {
      dy: () => conv2d(ddx, filter, strides, pad3, dataFormat, 1, dimRoundingMode),
      filter: () => conv2DBackpropFilter(ddx, dy, filter.shape, strides, pad3, dataFormat, dimRoundingMode)
    };
  }
};

const { Conv3D } = tf;

const { Conv3DBackpropFilterV2 } = tf;
const { op: op5 } = tf;
const { reshape: reshape7 } = tf;
function conv3DBackpropFilter_(x, dy, filterShape, strides, pad3) {
  let x5D = x;
  if (x.rank === 4) {
    x5D = reshape7(x, [1, x.shape[0], x.shape[1], x.shape[2], x.shape[3]]);
  }
  let dy5D = dy;
  if (dy5D.rank === 4) {
    dy5D = reshape7(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2], dy.shape[3]]);
  }
  assert(x5D.rank === 5, () => `Error in conv3dDerFilter: input must be rank 5, but got shape ${x5D.shape}.`);
  assert(dy5D.rank === 5, () => `Error in conv3dDerFilter: dy must be rank 5, but got shape ${dy5D.shape}.`);
  assert(filterShape.length === 5, () => `Error in conv3dDerFilter: filterShape must be length 5, but got ${filterShape}.`);
  assert(x5D.shape[4] === filterShape[3], () => `Error in conv3dDerFilter: depth of input ${x5D.shape[4]}) must match input depth in filter (${filterShape[3]}.`);
  assert(dy5D.shape[4] === filterShape[4], () => `Error in conv3dDerFilter: depth of dy (${dy5D.shape[4]}) must match output depth for filter (${filterShape[4]}).`);
  const inputs = { x: x5D, dy: dy5D };
  const attrs = { strides, pad: pad3, filterShape };
  return ENGINE.runKernel(Conv3DBackpropFilterV2, inputs, attrs);
}
var conv3DBackpropFilter = /* @__PURE__ */ op5({ conv3DBackpropFilter_ });

const { Conv3DBackpropInputV2 } = tf;
const { op: op6 } = tf;
const { reshape: reshape8 } = tf;
function conv3DBackpropInput_(xShape, dy, filter, strides, pad3) {
  assert(xShape.length === dy.rank, () => `Length of inShape (${xShape.length}) and rank of dy (${dy.rank}) must match`);
  let xShape5D = xShape;
  let dy5D = dy;
  let reshapedTo5D = false;
  if (dy.rank === 4) {
    reshapedTo5D = true;
    dy5D = reshape8(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2], dy.shape[3]]);
    xShape5D = [1, xShape[0], xShape[1], xShape[2], xShape[3]];
  }
  const inDepth = xShape5D[4];
  const outDepth = dy5D.shape[4];
  assert(xShape5D.length === 5, () => `Error in conv3dDerInput: inShape must be length 5, but got length ${xShape5D.length}.`);
  assert(dy5D.rank === 5, () => `Error in conv3dDerInput: dy must be rank 5, but got rank ${dy5D.rank}`);
  assert(filter.rank === 5, () => `Error in conv3dDerInput: filter must be rank 5, but got rank ${filter.rank}`);
  assert(inDepth === filter.shape[3], () => `Error in conv3dDerInput: depth of input (${inDepth}) must match input depth for filter ${filter.shape[3]}.`);
  assert(outDepth === filter.shape[4], () => `Error in conv3dDerInput: depth of output (${outDepth}) must match output depth for filter ${filter.shape[4]}.`);
  const inputs = { dy: dy5D, filter };
  const attrs = { pad: pad3, strides, inputShape: xShape5D };
  const res = ENGINE.runKernel(Conv3DBackpropInputV2, inputs, attrs);
  if (reshapedTo5D) {
    return reshape8(res, [res.shape[1], res.shape[2], res.shape[3], res.shape[4]]);
  }
  return res;
}
var conv3DBackpropInput = /* @__PURE__ */ op6({ conv3DBackpropInput_ });

var conv3DGradConfig = {
  kernelName: Conv3D,
  inputsToSave: ["x", "filter"],
  gradFunc: (dy, saved, attrs) => {
    const { dilations, strides, pad: pad3 } = attrs;
    assert(tupleValuesAreOne(dilations), () => `Error in gradient of conv3D: dilation rates greater than 1 are not yet supported in gradients. Got dilations '${dilations}'`);
    const [x5D, $filter] = saved;
    return {
      x: () => conv3DBackpropInput(x5D.shape, dy, $filter, strides, pad3),
      filter: () => conv3DBackpropFilter(x5D, dy, $filter.shape, strides, pad3)
    };
  }
};

const { Cos } = tf;
const { cast: cast8 } = tf;
const { mul: mul3 } = tf;
const { neg: neg3 } = tf;
const { sin } = tf;
var cosGradConfig = {
  kernelName: Cos,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul3(neg3(sin(cast8(x, "float32"))), dy) };
  }
};

const { Cosh } = tf;
const { cast: cast9 } = tf;
const { mul: mul4 } = tf;
const { sinh } = tf;
var coshGradConfig = {
  kernelName: Cosh,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul4(sinh(cast9(x, "float32")), dy) };
  }
};

const { Cumsum } = tf;

const { backend_util: backend_util2 } = tf;
var computeOutAndReduceShapes = /* @__PURE__ */ (() => backend_util2.computeOutAndReduceShapes)();
var expandShapeToKeepDim = /* @__PURE__ */ (() => backend_util2.expandShapeToKeepDim)();
var getAxesPermutation = /* @__PURE__ */ (() => backend_util2.getAxesPermutation)();
var getUndoAxesPermutation = /* @__PURE__ */ (() => backend_util2.getUndoAxesPermutation)();

const { cumsum } = tf;
const { transpose } = tf;
var cumsumGradConfig = {
  kernelName: Cumsum,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { axis, exclusive, reverse: reverse3 } = attrs;
    return {
      x: () => {
        const permutation = getAxesPermutation([axis], x.rank);
        let out = cumsum(dy, axis, exclusive, !reverse3);
        if (permutation != null) {
          out = transpose(out, permutation);
        }
        return out;
      }
    };
  }
};

const { DepthwiseConv2dNative } = tf;

const { DepthwiseConv2dNativeBackpropFilter } = tf;
const { op: op7 } = tf;
const { reshape: reshape9 } = tf;
function depthwiseConv2dNativeBackpropFilter_(x, dy, filterShape, strides, pad3, dilations = [1, 1], dimRoundingMode) {
  let x4D = x;
  if (x.rank === 3) {
    x4D = reshape9(x, [1, x.shape[0], x.shape[1], x.shape[2]]);
  }
  let dy4D = dy;
  if (dy4D.rank === 3) {
    dy4D = reshape9(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2]]);
  }
  const inputs = { x: x4D, dy: dy4D };
  const attrs = { strides, pad: pad3, dimRoundingMode, dilations, filterShape };
  return ENGINE.runKernel(DepthwiseConv2dNativeBackpropFilter, inputs, attrs);
}
var depthwiseConv2dNativeBackpropFilter = op7({ depthwiseConv2dNativeBackpropFilter_ });

const { DepthwiseConv2dNativeBackpropInput } = tf;
const { op: op8 } = tf;
const { reshape: reshape10 } = tf;
function depthwiseConv2dNativeBackpropInput_(xShape, dy, filter, strides, pad3, dilations = [1, 1], dimRoundingMode) {
  let dy4D = dy;
  let reshapedTo4D = false;
  if (dy.rank === 3) {
    reshapedTo4D = true;
    dy4D = reshape10(dy, [1, dy.shape[0], dy.shape[1], dy.shape[2]]);
  }
  const inputs = { dy: dy4D, filter };
  const attrs = { strides, pad: pad3, dimRoundingMode, dilations, inputShape: xShape };
  const res = (
    ENGINE.runKernel(DepthwiseConv2dNativeBackpropInput, inputs, attrs)
  );
  if (reshapedTo4D) {
    return reshape10(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var depthwiseConv2dNativeBackpropInput = op8({ depthwiseConv2dNativeBackpropInput_ });

var depthwiseConv2dNativeGradConfig = {
  kernelName: DepthwiseConv2dNative,
  inputsToSave: ["x", "filter"],
  gradFunc: (dy, saved, attrs) => {
    const { dilations, strides, pad: pad3, dimRoundingMode } = attrs;
    const $dilations = dilations == null ? [1, 1] : dilations;
    assert(tupleValuesAreOne($dilations), () => `Error in gradient of depthwiseConv2dNative: dilation rates greater than 1 are not yet supported. Got dilations '${$dilations}'`);
    const [x, filter] = saved;
    assert(x.rank === 4, () => `Error in gradient of depthwiseConv2dNative: input must be rank 4, but got rank ${x.rank}.`);
    assert(filter.rank === 4, () => `Error in gradient of depthwiseConv2dNative: filter must be rank 4, but got rank ${filter.rank}.`);
    assert(x.shape[3] === filter.shape[2], () => `Error in gradient of depthwiseConv2d: number of input channels (${x.shape[3]}) must match the inChannels dimension in filter ${filter.shape[2]}.`);
    assert(eitherStridesOrDilationsAreOne(strides, $dilations), () => `Error in gradient of depthwiseConv2d: Either strides or dilations must be  1. Got strides ${strides} and dilations '${$dilations}'.`);
    checkPadOnDimRoundingMode("depthwiseConv2d", pad3, dimRoundingMode);
    return {
      x: () => depthwiseConv2dNativeBackpropInput(x.shape, dy, filter, strides, pad3, $dilations, dimRoundingMode),
      filter: () => depthwiseConv2dNativeBackpropFilter(x, dy, filter.shape, strides, pad3, $dilations, dimRoundingMode)
    };
  }
};

const { Dilation2D, Dilation2DBackpropFilter, Dilation2DBackpropInput } = tf;
var dilation2dGradConfig = {
  kernelName: Dilation2D,
  inputsToSave: ["x", "filter"],
  gradFunc: (dy, saved, attrs) => {
    const [x, filter] = saved;
    const inputInputs = { x, filter, dy };
    const filterInputs = { x, filter, dy };
    return {
      x: () => ENGINE.runKernel(Dilation2DBackpropInput, inputInputs, attrs),
      filter: () => ENGINE.runKernel(Dilation2DBackpropFilter, filterInputs, attrs)
    };
  }
};

const { Elu, EluGrad } = tf;
var eluGradConfig = {
  kernelName: Elu,
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved;
    const inputs = { dy, y };
    return { x: () => ENGINE.runKernel(EluGrad, inputs) };
  }
};

const { Erf } = tf;
const { exp } = tf;
const { mul: mul5 } = tf;
const { neg: neg4 } = tf;
const { square: square8 } = tf;
var erfGradConfig = {
  kernelName: Erf,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    const a = mul5(exp(neg4(square8(x))), 2 / Math.sqrt(Math.PI));
    return { x: () => mul5(dy, a) };
  }
};

const { Exp } = tf;
const { mul: mul6 } = tf;
var expGradConfig = {
  kernelName: Exp,
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved;
    return { x: () => mul6(dy, y) };
  }
};

const { ExpandDims } = tf;
const { reshape: reshape11 } = tf;
var expandDimsGradConfig = {
  kernelName: ExpandDims,
  inputsToSave: ["input"],
  gradFunc: (dy, saved) => {
    const [input] = saved;
    return { input: () => reshape11(dy, input.shape) };
  }
};

const { Expm1 } = tf;
const { exp: exp2 } = tf;
const { mul: mul7 } = tf;
var expm1GradConfig = {
  kernelName: Expm1,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul7(dy, exp2(x)) };
  }
};

const { Floor } = tf;
const { zerosLike: zerosLike5 } = tf;
var floorGradConfig = {
  kernelName: Floor,
  gradFunc: (dy) => {
    return { x: () => zerosLike5(dy) };
  }
};

const { FloorDiv } = tf;
const { cast: cast10 } = tf;
const { div: div8 } = tf;
const { mul: mul8 } = tf;
const { neg: neg5 } = tf;
const { reshape: reshape12 } = tf;
const { square: square9 } = tf;
const { sum: sum4 } = tf;
var floorDivGradConfig = {
  kernelName: FloorDiv,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const res = div8(dy, cast10(b, "float32"));
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape12(sum4(res, reduceAxes), a.shape);
      }
      return res;
    };
    const derB = () => {
      let res = mul8(dy, cast10(a, "float32"));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = reshape12(sum4(res, reduceAxes), b.shape);
      }
      const tmp = square9(b);
      return neg5(div8(res, cast10(tmp, "float32")));
    };
    return { a: derA, b: derB };
  }
};

const { FusedBatchNorm } = tf;
const { add: add4 } = tf;
const { mul: mul9 } = tf;
const { reshape: reshape13 } = tf;
const { rsqrt } = tf;
const { scalar: scalar5 } = tf;
const { sub: sub5 } = tf;
const { sum: sum5 } = tf;
const { tile } = tf;
var fusedBatchNormGradConfig = {
  kernelName: FusedBatchNorm,
  inputsToSave: ["x", "mean", "variance", "scale"],
  gradFunc: (dy, saved, attrs) => {
    const { varianceEpsilon } = attrs;
    const [x, mean2, variance, scale] = saved;
    const scaleValue = scale == null ? scalar5(1) : scale;
    const reductionAxes = getReductionAxes(mean2.shape, x.shape);
    const tileShape = [];
    if (mean2.rank === 1) {
      for (let i = 0; i < x.shape.length - 1; ++i) {
        tileShape.push(x.shape[i]);
      }
      tileShape.push(1);
    }
    const xMinusMean = sub5(x, mean2);
    const dyTimesScaleValue = mul9(dy, scaleValue);
    const oneOverSqrtVariance = rsqrt(add4(variance, scalar5(varianceEpsilon)));
    const minusHalfRCube = mul9(mul9(mul9(oneOverSqrtVariance, oneOverSqrtVariance), oneOverSqrtVariance), scalar5(-0.5));
    const derX = () => {
      if (mean2.rank === 1) {
        return reshape13(mul9(mul9(dy, tile(reshape13(oneOverSqrtVariance, [1, 1, 1, mean2.shape[0]]), tileShape)), scaleValue), x.shape);
      } else {
        return reshape13(mul9(mul9(dy, oneOverSqrtVariance), scaleValue), x.shape);
      }
    };
    const derMean = () => {
      let meanDer = mul9(mul9(oneOverSqrtVariance, scalar5(-1)), dyTimesScaleValue);
      if (mean2.rank === 1) {
        meanDer = sum5(meanDer, reductionAxes);
      }
      return reshape13(meanDer, mean2.shape);
    };
    const derVariance = () => {
      let varianceDer = mul9(mul9(minusHalfRCube, xMinusMean), dyTimesScaleValue);
      if (mean2.rank === 1) {
        varianceDer = sum5(varianceDer, reductionAxes);
      }
      return reshape13(varianceDer, mean2.shape);
    };
    const derScale = () => {
      const xMinusMean2TimesRsqrt = mul9(xMinusMean, oneOverSqrtVariance);
      let scaleDer = mul9(dy, xMinusMean2TimesRsqrt);
      if (mean2.rank === 1) {
        scaleDer = sum5(scaleDer, reductionAxes);
      }
      return reshape13(scaleDer, mean2.shape);
    };
    const derOffset = () => {
      let offsetDer = dy;
      if (mean2.rank === 1) {
        offsetDer = sum5(offsetDer, reductionAxes);
      }
      return reshape13(offsetDer, mean2.shape);
    };
    return {
      x: derX,
      mean: derMean,
      variance: derVariance,
      scale: derScale,
      offset: derOffset
    };
  }
};

const { GatherV2 } = tf;
const { reshape: reshape14 } = tf;
const { stack } = tf;
const { transpose: transpose2 } = tf;
const { unsortedSegmentSum } = tf;
var gatherGradConfig = {
  kernelName: GatherV2,
  inputsToSave: ["x", "indices"],
  gradFunc: (dy, saved, attrs) => {
    const [x, indices] = saved;
    const { axis, batchDims } = attrs;
    const parsedAxis = parseAxisParam(axis, x.shape)[0];
    const derXBatch = (x2, indices2, dy2) => {
      return () => {
        const paramsShape = x2.shape;
        const indicesSize = indices2.size;
        const outerShape = paramsShape.slice(0, parsedAxis);
        const outerDims = outerShape.length;
        const innerShape = paramsShape.slice(axis, paramsShape.length).slice(1);
        const innerDims = innerShape.length;
        const outerAxesIndices = arrayRange(0, outerDims);
        const innerAxesIndices = arrayRange(outerDims + 1, outerDims + 1 + innerDims);
        const valuesShape = arrayConcat([
          outerShape,
          [indicesSize],
          innerShape
        ]);
        const values = reshape14(dy2, valuesShape);
        const reshapedIndices = reshape14(indices2, [indicesSize]);
        const transposeDims = arrayConcat([[outerDims], outerAxesIndices, innerAxesIndices]);
        const valuesTranspose = transpose2(values, transposeDims);
        let paramsGrad = unsortedSegmentSum(valuesTranspose, reshapedIndices, x2.shape[parsedAxis]);
        const invertTransposeDims = getUndoAxesPermutation(transposeDims);
        paramsGrad = transpose2(paramsGrad, invertTransposeDims);
        return paramsGrad;
      };
    };
    if (batchDims === 1) {
      const batchSize = x.shape[0];
      const xBatch = x.split(batchSize, 0);
      const derXBatched = () => {
        const stacked = stack(xBatch.map((x2, i) => {
          return derXBatch(x2, indices.slice(i, 1), dy.slice(i, 1))();
        }));
        return stacked.reshape(x.shape);
      };
      return { x: derXBatched, indices: () => indices };
    } else {
      return { x: derXBatch(x, indices, dy), indices: () => indices };
    }
  }
};
function arrayRange(start, stop) {
  const result = [];
  for (let i = start; i < stop; ++i) {
    result.push(i);
  }
  return result;
}
function arrayConcat(arrays) {
  const result = [];
  for (let i = 0; i < arrays.length; ++i) {
    for (let j = 0; j < arrays[i].length; ++j) {
      result.push(arrays[i][j]);
    }
  }
  return result;
}

const { GreaterEqual } = tf;
const { zerosLike: zerosLike6 } = tf;
var greaterEqualGradConfig = {
  kernelName: GreaterEqual,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    return { a: () => zerosLike6(a), b: () => zerosLike6(b) };
  }
};

const { Identity } = tf;
const { cast: cast11 } = tf;
var identityGradConfig = {
  kernelName: Identity,
  gradFunc: (dy) => {
    return { x: () => cast11(dy, "float32") };
  }
};

const { IsFinite } = tf;
const { zerosLike: zerosLike7 } = tf;
var isFiniteGradConfig = {
  kernelName: IsFinite,
  gradFunc: (dy) => {
    return { x: () => zerosLike7(dy) };
  }
};

const { IsInf } = tf;
const { zerosLike: zerosLike8 } = tf;
var isInfGradConfig = {
  kernelName: IsInf,
  gradFunc: (dy) => {
    return { x: () => zerosLike8(dy) };
  }
};

const { IsNan } = tf;
const { zerosLike: zerosLike9 } = tf;
var isNanGradConfig = {
  kernelName: IsNan,
  gradFunc: (dy) => {
    return { x: () => zerosLike9(dy) };
  }
};

const { LeakyRelu } = tf;
const { greater } = tf;
const { mul: mul10 } = tf;
const { where: where2 } = tf;
var leakyReluGradConfig = {
  kernelName: LeakyRelu,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { alpha } = attrs;
    const mask = greater(x, 0);
    return { x: () => where2(mask, dy, mul10(dy, alpha)) };
  }
};

const { Log1p } = tf;
const { add: add5 } = tf;
const { div: div9 } = tf;
var log1pGradConfig = {
  kernelName: Log1p,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div9(dy, add5(x, 1)) };
  }
};

const { Log } = tf;
const { cast: cast12 } = tf;
const { div: div10 } = tf;
var logGradConfig = {
  kernelName: Log,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div10(dy, cast12(x, "float32")) };
  }
};

const { LogSoftmax } = tf;
const { exp: exp3 } = tf;
const { mul: mul11 } = tf;
const { sub: sub6 } = tf;
const { sum: sum6 } = tf;
var logSoftmaxGradConfig = {
  kernelName: LogSoftmax,
  inputsToSave: [],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [value] = saved;
    const { axis } = attrs;
    return {
      logits: () => {
        const keepDims = true;
        const softmax2 = exp3(value);
        return sub6(dy, mul11(sum6(dy, axis, keepDims), softmax2));
      }
    };
  }
};

const { LRN } = tf;

const { LRNGrad } = tf;
const { op: op9 } = tf;
function localResponseNormalizationBackprop_(x, y, dy, depthRadius = 5, bias = 1, alpha = 1, beta = 0.5) {
  const inputs = { x, y, dy };
  const attrs = { depthRadius, bias, alpha, beta };
  return ENGINE.runKernel(LRNGrad, inputs, attrs);
}
var localResponseNormalizationBackprop = op9({ localResponseNormalizationBackprop_ });

var lrnGradConfig = {
  kernelName: LRN,
  inputsToSave: ["x"],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, y] = saved;
    const { depthRadius, bias, alpha, beta } = attrs;
    return {
      x: () => localResponseNormalizationBackprop(x, y, dy, depthRadius, bias, alpha, beta)
    };
  }
};

const { Max } = tf;

const { cast: cast13 } = tf;
const { equal } = tf;
const { mul: mul12 } = tf;
const { reshape: reshape15 } = tf;
function gradForMinAndMax(dy, y, xOrig, origAxes) {
  if (y.rank < xOrig.rank) {
    y = reshape15(y, expandShapeToKeepDim(y.shape, origAxes));
  }
  if (dy.rank < xOrig.rank) {
    dy = reshape15(dy, expandShapeToKeepDim(dy.shape, origAxes));
  }
  return {
    x: () => {
      const dx = mul12(dy, cast13(equal(xOrig, y), dy.dtype));
      return dx;
    }
  };
}

var maxGradConfig = {
  kernelName: Max,
  inputsToSave: ["x"],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const maxAttrs = attrs;
    const { reductionIndices } = maxAttrs;
    const x = saved[0];
    const y = saved[1];
    const origAxes = parseAxisParam(reductionIndices, x.shape);
    const maxGrad = gradForMinAndMax(dy, y, x, origAxes);
    return {
      x: () => {
        return maxGrad["x"]();
      }
    };
  }
};

const { Maximum } = tf;
const { cast: cast14 } = tf;
const { greaterEqual: greaterEqual2 } = tf;
const { less } = tf;
const { mul: mul13 } = tf;
var maximumGradConfig = {
  kernelName: Maximum,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const derA = () => mul13(dy, cast14(greaterEqual2(a, b), "float32"));
    const derB = () => mul13(dy, cast14(less(a, b), "float32"));
    return { a: derA, b: derB };
  }
};

const { MaxPool3D } = tf;

const { MaxPool3DGrad } = tf;
const { op: op10 } = tf;
const { reshape: reshape16 } = tf;
function maxPool3dGrad_(dy, input, output, filterSize, strides, pad3, dimRoundingMode) {
  const $dy = convertToTensor(dy, "dy", "maxPool3dGrad");
  const $input = convertToTensor(input, "input", "maxPool3dGrad");
  const $output = convertToTensor(output, "output", "maxPool3dGrad");
  let dy5D = $dy;
  let input5D = $input;
  let output5D = $output;
  let reshapedTo5D = false;
  if ($input.rank === 4) {
    reshapedTo5D = true;
    dy5D = reshape16($dy, [1, $dy.shape[0], $dy.shape[1], $dy.shape[2], $dy.shape[3]]);
    input5D = reshape16($input, [
      1,
      $input.shape[0],
      $input.shape[1],
      $input.shape[2],
      $input.shape[3]
    ]);
    output5D = reshape16($output, [
      1,
      $output.shape[0],
      $output.shape[1],
      $output.shape[2],
      $output.shape[3]
    ]);
  }
  assert(dy5D.rank === 5, () => `Error in maxPool3dGrad: dy must be rank 5 but got rank ${dy5D.rank}.`);
  assert(input5D.rank === 5, () => `Error in maxPool3dGrad: input must be rank 5 but got rank ${input5D.rank}.`);
  assert(output5D.rank === 5, () => `Error in maxPool3dGrad: output must be rank 5 but got rank ${output5D.rank}.`);
  checkPadOnDimRoundingMode("maxPool3dGrad", pad3, dimRoundingMode);
  const inputs = { dy: dy5D, input: input5D, output: output5D };
  const attrs = { filterSize, strides, pad: pad3, dimRoundingMode };
  const res = ENGINE.runKernel(MaxPool3DGrad, inputs, attrs);
  if (reshapedTo5D) {
    return reshape16(res, [res.shape[1], res.shape[2], res.shape[3], res.shape[4]]);
  }
  return res;
}
var maxPool3dGrad = /* @__PURE__ */ op10({ maxPool3dGrad_ });

var maxPool3DGradConfig = {
  kernelName: MaxPool3D,
  inputsToSave: ["x"],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, y] = saved;
    const { filterSize, strides, pad: pad3, dimRoundingMode } = attrs;
    return {
      x: () => maxPool3dGrad(dy, x, y, filterSize, strides, pad3, dimRoundingMode)
    };
  }
};

const { MaxPool } = tf;

const { MaxPoolGrad } = tf;
const { op: op11 } = tf;
function maxPoolGrad_(dy, input, output, filterSize, strides, pad3, dimRoundingMode) {
  const $dy = convertToTensor(dy, "dy", "maxPoolGrad");
  const $input = convertToTensor(input, "input", "maxPoolGrad");
  const $output = convertToTensor(output, "output", "maxPoolGrad");
  assert($input.rank === $dy.rank, () => `Rank of input (${$input.rank}) does not match rank of dy (${$dy.rank})`);
  assert($dy.rank === 4, () => `Error in maxPoolGrad: dy must be rank 4 but got rank ${$dy.rank}.`);
  assert($input.rank === 4, () => `Error in maxPoolGrad: input must be rank 4 but got rank ${$input.rank}.`);
  checkPadOnDimRoundingMode("maxPoolGrad", pad3, dimRoundingMode);
  const inputs = { dy: $dy, input: $input, output: $output };
  const attrs = { filterSize, strides, pad: pad3, dimRoundingMode };
  return ENGINE.runKernel(MaxPoolGrad, inputs, attrs);
}
var maxPoolGrad = /* @__PURE__ */ op11({ maxPoolGrad_ });

var maxPoolGradConfig = {
  kernelName: MaxPool,
  inputsToSave: ["x"],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [x, y] = saved;
    const { filterSize, strides, pad: pad3 } = attrs;
    return {
      x: () => maxPoolGrad(dy, x, y, filterSize, strides, pad3)
    };
  }
};

const { Mean } = tf;
const { div: div11 } = tf;
const { mul: mul14 } = tf;
const { ones } = tf;
const { reshape: reshape17 } = tf;
var meanGradConfig = {
  kernelName: Mean,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { axis } = attrs;
    const axes = parseAxisParam(axis, x.shape);
    const shapes = computeOutAndReduceShapes(x.shape, axes);
    const reduceShape = shapes[1];
    const reduceSize = sizeFromShape(reduceShape);
    const derX = () => {
      const expandedDyShape = x.shape.slice();
      axes.forEach((axis2) => {
        expandedDyShape[axis2] = 1;
      });
      const expandedDy = reshape17(dy, expandedDyShape);
      const res = div11(mul14(expandedDy, ones(x.shape, "float32")), reduceSize);
      return res;
    };
    return { x: derX };
  }
};

const { Min } = tf;
var minGradConfig = {
  kernelName: Min,
  inputsToSave: ["x"],
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const minAttrs = attrs;
    const { axis } = minAttrs;
    const [x, y] = saved;
    const origAxes = parseAxisParam(axis, x.shape);
    const minGrad = gradForMinAndMax(dy, y, x, origAxes);
    return {
      x: () => {
        return minGrad["x"]();
      }
    };
  }
};

const { Minimum } = tf;
const { cast: cast15 } = tf;
const { greater: greater2 } = tf;
const { lessEqual: lessEqual2 } = tf;
const { mul: mul15 } = tf;
var minimumGradConfig = {
  kernelName: Minimum,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const derA = () => mul15(dy, cast15(lessEqual2(a, b), "float32"));
    const derB = () => mul15(dy, cast15(greater2(a, b), "float32"));
    return { a: derA, b: derB };
  }
};

const { MirrorPad } = tf;
const { slice } = tf;
var mirrorPadGradConfig = {
  kernelName: MirrorPad,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const x = saved[0];
    const { paddings } = attrs;
    const begin = paddings.map((p) => p[0]);
    return { x: () => slice(dy, begin, x.shape) };
  }
};

const { Mod } = tf;
const { div: div12 } = tf;
const { floor } = tf;
const { mul: mul16 } = tf;
const { neg: neg6 } = tf;
const { reshape: reshape18 } = tf;
const { sum: sum7 } = tf;
var modGradConfig = {
  kernelName: Mod,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape18(sum7(dy, reduceAxes), a.shape);
      }
      return dy;
    };
    const derB = () => {
      const res = mul16(dy, neg6(floor(div12(a, b))));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape18(sum7(res, reduceAxes), b.shape);
      }
      return res;
    };
    return { a: derA, b: derB };
  }
};

const { Multiply } = tf;
const { cast: cast16 } = tf;
const { mul: mul17 } = tf;
const { reshape: reshape19 } = tf;
const { sum: sum8 } = tf;
var multiplyGradConfig = {
  kernelName: Multiply,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const res = mul17(dy, cast16(b, "float32"));
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape19(sum8(res, reduceAxes), a.shape);
      }
      return res;
    };
    const derB = () => {
      const res = mul17(dy, cast16(a, "float32"));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape19(sum8(res, reduceAxes), b.shape);
      }
      return res;
    };
    return { a: derA, b: derB };
  }
};

const { Neg } = tf;
const { neg: neg7 } = tf;
var negGradConfig = {
  kernelName: Neg,
  gradFunc: (dy) => {
    return { x: () => neg7(dy) };
  }
};

const { OneHot } = tf;
const { zeros } = tf;
var oneHotGradConfig = {
  kernelName: OneHot,
  inputsToSave: ["indices"],
  gradFunc: (dy, saved) => {
    const indices = saved[0];
    return { indices: () => zeros(indices.shape, "float32") };
  }
};

const { OnesLike } = tf;
const { zerosLike: zerosLike10 } = tf;
var onesLikeGradConfig = {
  kernelName: OnesLike,
  gradFunc: (dy) => {
    return { x: () => zerosLike10(dy) };
  }
};

const { Pack } = tf;
const { unstack } = tf;
var packGradConfig = {
  kernelName: Pack,
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs) => {
    const { axis } = attrs;
    const derTensors = unstack(dy, axis);
    return derTensors.map((t) => () => t);
  }
};

const { PadV2 } = tf;
const { slice: slice2 } = tf;
var padV2GradConfig = {
  kernelName: PadV2,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const x = saved[0];
    const { paddings } = attrs;
    const begin = paddings.map((p) => p[0]);
    return { x: () => slice2(dy, begin, x.shape) };
  }
};

const { Pow } = tf;
const { cast: cast17 } = tf;
const { greater: greater3 } = tf;
const { log } = tf;
const { mul: mul18 } = tf;
const { pow } = tf;
const { reshape: reshape20 } = tf;
const { scalar: scalar6 } = tf;
const { sub: sub7 } = tf;
const { sum: sum9 } = tf;
const { where: where3 } = tf;
const { zerosLike: zerosLike11 } = tf;
var powGradConfig = {
  kernelName: Pow,
  inputsToSave: ["a", "b"],
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [a, b, y] = saved;
    const base = a;
    const exp6 = b;
    const outShape = assertAndGetBroadcastShape(base.shape, exp6.shape);
    const derBase = () => {
      const expFloat = cast17(exp6, "float32");
      let res = mul18(dy, mul18(expFloat, pow(base, sub7(expFloat, scalar6(1)))));
      const reduceAxes = getReductionAxes(base.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum9(res, reduceAxes);
      }
      return reshape20(res, base.shape);
    };
    const derExp = () => {
      const condition = greater3(base, 0);
      const logBase = where3(condition, log(base), zerosLike11(base));
      let res = mul18(dy, mul18(y, logBase));
      const reduceAxes = getReductionAxes(exp6.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum9(res, reduceAxes);
      }
      return reshape20(res, exp6.shape);
    };
    return { a: derBase, b: derExp };
  }
};

const { Prelu } = tf;
const { greater: greater4 } = tf;
const { mul: mul19 } = tf;
const { reshape: reshape21 } = tf;
const { sum: sum10 } = tf;
const { where: where4 } = tf;
const { zerosLike: zerosLike12 } = tf;
var preluGradConfig = {
  kernelName: Prelu,
  inputsToSave: ["x", "alpha"],
  gradFunc: (dy, saved) => {
    const [x, alpha] = saved;
    const mask = greater4(x, 0);
    return {
      x: () => where4(mask, dy, mul19(dy, alpha)),
      alpha: () => {
        let res = where4(mask, zerosLike12(dy), mul19(dy, x));
        const reduceAxes = getReductionAxes(alpha.shape, dy.shape);
        if (reduceAxes.length > 0) {
          res = sum10(res, reduceAxes);
        }
        return reshape21(res, alpha.shape);
      }
    };
  }
};

const { backend_util: backend_util3 } = tf;
const { Prod } = tf;
const { cumprod } = tf;
const { mul: mul20 } = tf;
const { reshape: reshape22 } = tf;
const { transpose: transpose3 } = tf;
function prodGradFn_(x, dy, axis) {
  const expandedYShape = x.shape.slice();
  expandedYShape[axis] = 1;
  const expandedDy = reshape22(dy, expandedYShape);
  const xCumProd = cumprod(x, axis, true, false);
  const xCumRevProd = cumprod(x, axis, true, true);
  const dx = mul20(xCumProd, xCumRevProd);
  return mul20(expandedDy, dx);
}
function prodsGradFn_(x, dy, axis) {
  const xRank = x.shape.length;
  const finalProdAxis = xRank - axis.length;
  const xPermutation = backend_util3.getAxesPermutation(axis, xRank);
  let permutedX = x;
  if (xPermutation != null) {
    permutedX = transpose3(x, xPermutation);
  }
  const newShape = permutedX.shape.slice();
  const removedShape = newShape.splice(xRank - axis.length, axis.length);
  const endPartShape = removedShape.reduce((p, c) => p * c, 1);
  newShape.push(endPartShape);
  const reshapedPermutedX = permutedX.reshape(newShape);
  let prodGrad = prodGradFn_(reshapedPermutedX, dy, finalProdAxis);
  prodGrad = prodGrad.reshape(permutedX.shape);
  if (xPermutation != null) {
    const undoPermutation = backend_util3.getUndoAxesPermutation(xPermutation);
    prodGrad = transpose3(prodGrad, undoPermutation);
  }
  return prodGrad;
}
var prodGradConfig = {
  kernelName: Prod,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { axis } = attrs;
    let axisArr = [];
    if (axis === void 0 || axis === null) {
      axisArr = x.shape.map((_, i) => i);
    } else if (typeof axis === "number") {
      axisArr = [axis];
    } else {
      axisArr = axis;
    }
    return { x: () => prodsGradFn_(x, dy, axisArr) };
  }
};

const { RealDiv } = tf;
const { cast: cast18 } = tf;
const { div: div13 } = tf;
const { mul: mul21 } = tf;
const { neg: neg8 } = tf;
const { reshape: reshape23 } = tf;
const { square: square10 } = tf;
const { sum: sum11 } = tf;
var divGradConfig = {
  kernelName: RealDiv,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      const res = div13(dy, cast18(b, "float32"));
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        return reshape23(sum11(res, reduceAxes), a.shape);
      }
      return res;
    };
    const derB = () => {
      let res = mul21(dy, cast18(a, "float32"));
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = reshape23(sum11(res, reduceAxes), b.shape);
      }
      const tmp = square10(b);
      return neg8(div13(res, cast18(tmp, "float32")));
    };
    return { a: derA, b: derB };
  }
};

const { Reciprocal } = tf;
const { div: div14 } = tf;
const { neg: neg9 } = tf;
const { square: square11 } = tf;
var reciprocalGradConfig = {
  kernelName: Reciprocal,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div14(dy, neg9(square11(x))) };
  }
};

const { Relu6 } = tf;
const { cast: cast19 } = tf;
const { lessEqual: lessEqual3 } = tf;
const { mul: mul22 } = tf;
const { step: step2 } = tf;
var relu6GradConfig = {
  kernelName: Relu6,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    const mask = mul22(lessEqual3(x, 6), step2(x));
    return { x: () => mul22(dy, cast19(mask, "float32")) };
  }
};

const { Relu } = tf;
const { cast: cast20 } = tf;
const { mul: mul23 } = tf;
const { step: step3 } = tf;
var reluGradConfig = {
  kernelName: Relu,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul23(dy, cast20(step3(x), "float32")) };
  }
};

const { Reshape } = tf;
const { reshape: reshape24 } = tf;
var reshapeGradConfig = {
  kernelName: Reshape,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => reshape24(dy, x.shape) };
  }
};

const { ResizeBilinear, ResizeBilinearGrad } = tf;
var resizeBilinearGradConfig = {
  kernelName: ResizeBilinear,
  inputsToSave: ["images"],
  gradFunc: (dy, saved, attrs) => {
    const [images] = saved;
    const inputs = { dy, images };
    const imagesDer = () => (
      ENGINE.runKernel(ResizeBilinearGrad, inputs, attrs)
    );
    return { images: imagesDer };
  }
};

const { ResizeNearestNeighbor, ResizeNearestNeighborGrad } = tf;
var resizeNearestNeighborGradConfig = {
  kernelName: ResizeNearestNeighbor,
  inputsToSave: ["images"],
  gradFunc: (dy, saved, attrs) => {
    const [images] = saved;
    const inputs = { dy, images };
    const imagesDer = () => (
      ENGINE.runKernel(ResizeNearestNeighborGrad, inputs, attrs)
    );
    return { images: imagesDer };
  }
};

const { Reverse } = tf;
const { reverse } = tf;
var reverseGradConfig = {
  kernelName: Reverse,
  gradFunc: (dy, saved, attrs) => {
    const { dims } = attrs;
    const axes = parseAxisParam(dims, dy.shape);
    return { x: () => reverse(dy, axes) };
  }
};

const { Round } = tf;
const { zerosLike: zerosLike13 } = tf;
var roundGradConfig = {
  kernelName: Round,
  gradFunc: (dy) => {
    return { x: () => zerosLike13(dy) };
  }
};

const { Rsqrt } = tf;
const { div: div15 } = tf;
const { mul: mul24 } = tf;
const { neg: neg10 } = tf;
const { pow: pow2 } = tf;
var rsqrtGradConfig = {
  kernelName: Rsqrt,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => neg10(div15(dy, mul24(pow2(x, 1.5), 2))) };
  }
};

const { Select } = tf;
const { cast: cast21 } = tf;
const { logicalNot } = tf;
const { mul: mul25 } = tf;
const { zerosLike: zerosLike14 } = tf;
var selectGradConfig = {
  kernelName: Select,
  inputsToSave: ["condition"],
  gradFunc: (dy, saved) => {
    const [condition] = saved;
    return {
      condition: () => cast21(zerosLike14(condition), "float32"),
      t: () => mul25(dy, cast21(condition, dy.dtype)),
      e: () => mul25(dy, cast21(logicalNot(condition), dy.dtype))
    };
  }
};

const { Selu } = tf;
const { cast: cast22 } = tf;
const { exp: exp4 } = tf;
const { greater: greater5 } = tf;
const { mul: mul26 } = tf;
const { scalar: scalar7 } = tf;

var SELU_SCALEALPHA = 1.7580993408473768;
var SELU_SCALE = 1.0507009873554805;

const { where: where5 } = tf;
var seluGradConfig = {
  kernelName: Selu,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return {
      x: () => {
        const mask = greater5(x, scalar7(0));
        const scaleAlpha = scalar7(SELU_SCALEALPHA);
        const scale = scalar7(SELU_SCALE);
        const greaterThanZeroDer = mul26(dy, scale);
        const lessEqualZeroDer = mul26(mul26(dy, scaleAlpha), exp4(cast22(x, "float32")));
        return where5(mask, greaterThanZeroDer, lessEqualZeroDer);
      }
    };
  }
};

const { Sigmoid } = tf;
const { mul: mul27 } = tf;
const { scalar: scalar8 } = tf;
const { sub: sub8 } = tf;
var sigmoidGradConfig = {
  kernelName: Sigmoid,
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved;
    return { x: () => mul27(dy, mul27(y, sub8(scalar8(1), y))) };
  }
};

const { Sign } = tf;
const { zerosLike: zerosLike15 } = tf;
var signGradConfig = {
  kernelName: Sign,
  gradFunc: (dy) => {
    return { x: () => zerosLike15(dy) };
  }
};

const { Sin } = tf;
const { cast: cast23 } = tf;
const { cos } = tf;
const { mul: mul28 } = tf;
var sinGradConfig = {
  kernelName: Sin,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul28(cos(cast23(x, "float32")), dy) };
  }
};

const { Sinh } = tf;
const { cast: cast24 } = tf;
const { cosh } = tf;
const { mul: mul29 } = tf;
var sinhGradConfig = {
  kernelName: Sinh,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul29(cosh(cast24(x, "float32")), dy) };
  }
};

const { Slice } = tf;
const { pad } = tf;

const { slice_util } = tf;
var parseSliceParams = /* @__PURE__ */ (() => slice_util.parseSliceParams)();

var sliceGradConfig = {
  kernelName: Slice,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { begin, size } = attrs;
    const inputShape = x.shape;
    const [begin_, size_] = parseSliceParams(x, begin, size);
    const paddings = [];
    for (let i = 0; i < dy.rank; i++) {
      paddings.push([begin_[i], inputShape[i] - begin_[i] - size_[i]]);
    }
    return { x: () => pad(dy, paddings) };
  }
};

const { Softmax } = tf;
const { mul: mul30 } = tf;
const { sub: sub9 } = tf;
const { sum: sum12 } = tf;
var softmaxGradConfig = {
  kernelName: Softmax,
  outputsToSave: [true],
  gradFunc: (dy, saved, attrs) => {
    const [y] = saved;
    const { dim } = attrs;
    const keepDims = true;
    const dyTimesY = mul30(dy, y);
    return {
      logits: () => sub9(dyTimesY, mul30(sum12(dyTimesY, [dim], keepDims), y))
    };
  }
};

const { Softplus } = tf;
const { mul: mul31 } = tf;
const { sigmoid } = tf;
var softplusGradConfig = {
  kernelName: Softplus,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul31(dy, sigmoid(x)) };
  }
};

const { SpaceToBatchND } = tf;
const { batchToSpaceND } = tf;
var spaceToBatchNDGradConfig = {
  kernelName: SpaceToBatchND,
  gradFunc: (dy, saved, attrs) => {
    const { blockShape, paddings } = attrs;
    return { x: () => batchToSpaceND(dy, blockShape, paddings) };
  }
};

const { SplitV } = tf;
const { concat } = tf;
var splitVGradConfig = {
  kernelName: SplitV,
  gradFunc: (dy, saved, attrs) => {
    const { axis } = attrs;
    return { x: () => concat(dy, axis) };
  }
};

const { Sqrt } = tf;
const { cast: cast25 } = tf;
const { div: div16 } = tf;
const { mul: mul32 } = tf;
const { sqrt: sqrt5 } = tf;
var sqrtGradConfig = {
  kernelName: Sqrt,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div16(dy, mul32(sqrt5(cast25(x, "float32")), 2)) };
  }
};

const { Square } = tf;
const { cast: cast26 } = tf;
const { mul: mul33 } = tf;
var squareGradConfig = {
  kernelName: Square,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => mul33(dy, mul33(cast26(x, "float32"), 2)) };
  }
};

const { SquaredDifference } = tf;
const { mul: mul34 } = tf;
const { scalar: scalar9 } = tf;
const { sub: sub10 } = tf;
var squaredDifferenceGradConfig = {
  kernelName: SquaredDifference,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const two = scalar9(2);
    const derA = () => mul34(dy, mul34(two, sub10(a, b)));
    const derB = () => mul34(dy, mul34(two, sub10(b, a)));
    return { a: derA, b: derB };
  }
};

const { Step } = tf;
const { zerosLike: zerosLike16 } = tf;
var stepGradConfig = {
  kernelName: Step,
  gradFunc: (dy) => {
    return { x: () => zerosLike16(dy) };
  }
};

const { Sub } = tf;
const { neg: neg11 } = tf;
const { reshape: reshape25 } = tf;
const { sum: sum13 } = tf;
var subGradConfig = {
  kernelName: Sub,
  inputsToSave: ["a", "b"],
  gradFunc: (dy, saved) => {
    const [a, b] = saved;
    const outShape = assertAndGetBroadcastShape(a.shape, b.shape);
    const derA = () => {
      let res = dy;
      const reduceAxes = getReductionAxes(a.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum13(res, reduceAxes);
      }
      return reshape25(res, a.shape);
    };
    const derB = () => {
      let res = dy;
      const reduceAxes = getReductionAxes(b.shape, outShape);
      if (reduceAxes.length > 0) {
        res = sum13(res, reduceAxes);
      }
      return reshape25(neg11(res), b.shape);
    };
    return { a: derA, b: derB };
  }
};

const { Sum } = tf;
const { mul: mul35 } = tf;
const { ones: ones2 } = tf;
const { reshape: reshape26 } = tf;
var sumGradConfig = {
  kernelName: Sum,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const expandedDyShape = x.shape.slice();
    const { axis } = attrs;
    const axes = parseAxisParam(axis, x.shape);
    axes.forEach((axis2) => {
      expandedDyShape[axis2] = 1;
    });
    const expandedDy = reshape26(dy, expandedDyShape);
    const derX = mul35(expandedDy, ones2(x.shape, "float32"));
    return { x: () => derX };
  }
};

const { Tan } = tf;
const { cos: cos2 } = tf;
const { div: div17 } = tf;
const { square: square12 } = tf;
var tanGradConfig = {
  kernelName: Tan,
  inputsToSave: ["x"],
  gradFunc: (dy, saved) => {
    const [x] = saved;
    return { x: () => div17(dy, square12(cos2(x))) };
  }
};

const { Tanh } = tf;
const { mul: mul36 } = tf;
const { scalar: scalar10 } = tf;
const { square: square13 } = tf;
const { sub: sub11 } = tf;
var tanhGradConfig = {
  kernelName: Tanh,
  outputsToSave: [true],
  gradFunc: (dy, saved) => {
    const [y] = saved;
    return { x: () => mul36(sub11(scalar10(1), square13(y)), dy) };
  }
};

const { Tile } = tf;
const { add: add6 } = tf;
const { slice: slice3 } = tf;
const { zerosLike: zerosLike17 } = tf;
var tileGradConfig = {
  kernelName: Tile,
  inputsToSave: ["x"],
  gradFunc: (dy, saved, attrs) => {
    const [x] = saved;
    const { reps } = attrs;
    const derX = () => {
      let xGrad = zerosLike17(x);
      if (x.rank === 1) {
        for (let i = 0; i < reps[0]; ++i) {
          xGrad = add6(xGrad, slice3(dy, [i * x.shape[0]], [x.shape[0]]));
        }
      } else if (x.rank === 2) {
        for (let i = 0; i < reps[0]; ++i) {
          for (let j = 0; j < reps[1]; ++j) {
            xGrad = add6(xGrad, slice3(dy, [i * x.shape[0], j * x.shape[1]], [
              x.shape[0],
              x.shape[1]
            ]));
          }
        }
      } else if (x.rank === 3) {
        for (let i = 0; i < reps[0]; ++i) {
          for (let j = 0; j < reps[1]; ++j) {
            for (let k = 0; k < reps[2]; ++k) {
              xGrad = add6(xGrad, slice3(dy, [i * x.shape[0], j * x.shape[1], k * x.shape[2]], [x.shape[0], x.shape[1], x.shape[2]]));
            }
          }
        }
      } else if (x.rank === 4) {
        for (let i = 0; i < reps[0]; ++i) {
          for (let j = 0; j < reps[1]; ++j) {
            for (let k = 0; k < reps[2]; ++k) {
              for (let l = 0; l < reps[3]; ++l) {
                xGrad = add6(xGrad, slice3(dy, [
                  i * x.shape[0],
                  j * x.shape[1],
                  k * x.shape[2],
                  l * x.shape[3]
                ], [x.shape[0], x.shape[1], x.shape[2], x.shape[3]]));
              }
            }
          }
        }
      } else {
        throw new Error(`Gradient for tile operation is not implemented for rank-${x.rank} tensors yet.`);
      }
      return xGrad;
    };
    return { x: derX };
  }
};

const { Transpose } = tf;
const { transpose: transpose4 } = tf;
var transposeGradConfig = {
  kernelName: Transpose,
  gradFunc: (dy, saved, attrs) => {
    const transposeAttrs = attrs;
    const { perm } = transposeAttrs;
    const undoPerm = getUndoAxesPermutation(perm);
    return { x: () => transpose4(dy, undoPerm) };
  }
};

const { Unpack } = tf;
const { stack: stack2 } = tf;
var unpackGradConfig = {
  kernelName: Unpack,
  gradFunc: (dy, saved, attrs) => {
    const unpackAttrs = attrs;
    const { axis } = unpackAttrs;
    return { value: () => stack2(dy, axis) };
  }
};

const { UnsortedSegmentSum } = tf;
const { expandDims } = tf;
const { gather } = tf;
const { greaterEqual: greaterEqual3 } = tf;
const { logicalAnd: logicalAnd2 } = tf;
const { maximum } = tf;
const { ones: ones3 } = tf;
const { scalar: scalar11 } = tf;
const { where: where6 } = tf;
const { zerosLike: zerosLike18 } = tf;
var unsortedSegmentSumGradConfig = {
  kernelName: UnsortedSegmentSum,
  inputsToSave: ["segmentIds"],
  gradFunc: (dy, saved) => {
    const [segmentIds] = saved;
    const derX = () => {
      return gatherDropNegatives(dy, segmentIds);
    };
    return { x: derX };
  }
};
function gatherDropNegatives(x, indices) {
  const zeroClippedIndices = maximum(indices, zerosLike18(indices));
  const gathered = gather(x, zeroClippedIndices);
  let isPositive = greaterEqual3(indices, scalar11(0, "int32"));
  const numIters = gathered.rank - isPositive.rank;
  for (let i = 0; i < numIters; ++i) {
    isPositive = expandDims(isPositive, i + 1);
  }
  isPositive = logicalAnd2(isPositive, ones3(gathered.shape, "bool"));
  const zeroSlice = zerosLike18(gathered);
  return where6(isPositive, gathered, zeroSlice);
}

const { ZerosLike } = tf;
const { zerosLike: zerosLike19 } = tf;
var zerosLikeGradConfig = {
  kernelName: ZerosLike,
  gradFunc: (dy) => {
    return { x: () => zerosLike19(dy) };
  }
};

const { getGradient, registerGradient: register } = tf;
var registerGradient = (config) => getGradient(config.kernelName) ?? register(config);

var gradConfigs = [
  absGradConfig,
  acosGradConfig,
  acoshGradConfig,
  addGradConfig,
  addNGradConfig,
  argMaxGradConfig,
  argMinGradConfig,
  asinGradConfig,
  asinhGradConfig,
  atan2GradConfig,
  atanGradConfig,
  atanhGradConfig,
  avgPool3DGradConfig,
  avgPoolGradConfig,
  batchMatMulGradConfig,
  batchToSpaceNDGradConfig,
  broadcastToGradConfig,
  castGradConfig,
  ceilGradConfig,
  clipByValueGradConfig,
  complexAbsGradConfig,
  concatGradConfig,
  conv2DBackpropInputGradConfig,
  conv2DGradConfig,
  conv3DGradConfig,
  cosGradConfig,
  coshGradConfig,
  cumsumGradConfig,
  depthwiseConv2dNativeGradConfig,
  dilation2dGradConfig,
  divGradConfig,
  eluGradConfig,
  erfGradConfig,
  expGradConfig,
  expandDimsGradConfig,
  expm1GradConfig,
  floorDivGradConfig,
  floorGradConfig,
  fusedBatchNormGradConfig,
  gatherGradConfig,
  greaterEqualGradConfig,
  identityGradConfig,
  isFiniteGradConfig,
  isInfGradConfig,
  isNanGradConfig,
  leakyReluGradConfig,
  log1pGradConfig,
  logGradConfig,
  logSoftmaxGradConfig,
  lrnGradConfig,
  maxGradConfig,
  maxGradConfig,
  maximumGradConfig,
  maxPool3DGradConfig,
  maxPoolGradConfig,
  meanGradConfig,
  minGradConfig,
  minimumGradConfig,
  mirrorPadGradConfig,
  modGradConfig,
  multiplyGradConfig,
  negGradConfig,
  oneHotGradConfig,
  onesLikeGradConfig,
  packGradConfig,
  padV2GradConfig,
  padV2GradConfig,
  powGradConfig,
  preluGradConfig,
  prodGradConfig,
  reciprocalGradConfig,
  relu6GradConfig,
  reluGradConfig,
  reshapeGradConfig,
  resizeBilinearGradConfig,
  resizeNearestNeighborGradConfig,
  reverseGradConfig,
  roundGradConfig,
  rsqrtGradConfig,
  selectGradConfig,
  seluGradConfig,
  sigmoidGradConfig,
  signGradConfig,
  sinGradConfig,
  sinhGradConfig,
  sliceGradConfig,
  softmaxGradConfig,
  softplusGradConfig,
  spaceToBatchNDGradConfig,
  spaceToBatchNDGradConfig,
  splitVGradConfig,
  splitVGradConfig,
  sqrtGradConfig,
  squaredDifferenceGradConfig,
  squareGradConfig,
  stepGradConfig,
  subGradConfig,
  sumGradConfig,
  tanGradConfig,
  tanhGradConfig,
  tileGradConfig,
  transposeGradConfig,
  unpackGradConfig,
  unsortedSegmentSumGradConfig,
  zerosLikeGradConfig
];
for (const gradientConfig of gradConfigs) {
  registerGradient(gradientConfig);
}

const { abs } = tf;
getGlobalTensorClass().prototype.abs = function() {
  this.throwIfDisposed();
  return abs(this);
};

const { acos } = tf;
getGlobalTensorClass().prototype.acos = function() {
  this.throwIfDisposed();
  return acos(this);
};

const { acosh } = tf;
getGlobalTensorClass().prototype.acosh = function() {
  this.throwIfDisposed();
  return acosh(this);
};

const { add: add7 } = tf;
getGlobalTensorClass().prototype.add = function(b) {
  this.throwIfDisposed();
  return add7(this, b);
};

const { all } = tf;
getGlobalTensorClass().prototype.all = function(axis, keepDims) {
  this.throwIfDisposed();
  return all(this, axis, keepDims);
};

const { any } = tf;
getGlobalTensorClass().prototype.any = function(axis, keepDims) {
  this.throwIfDisposed();
  return any(this, axis, keepDims);
};

const { argMax } = tf;
getGlobalTensorClass().prototype.argMax = function(axis) {
  this.throwIfDisposed();
  return argMax(this, axis);
};

const { argMin } = tf;
getGlobalTensorClass().prototype.argMin = function(axis) {
  this.throwIfDisposed();
  return argMin(this, axis);
};

const { reshape: reshape27 } = tf;
getGlobalTensorClass().prototype.asScalar = function() {
  this.throwIfDisposed();
  assert(this.size === 1, () => "The array must have only 1 element.");
  return reshape27(this, []);
};

const { cast: cast27 } = tf;
getGlobalTensorClass().prototype.asType = function(dtype) {
  this.throwIfDisposed();
  return cast27(this, dtype);
};

const { reshape: reshape28 } = tf;
getGlobalTensorClass().prototype.as1D = function() {
  this.throwIfDisposed();
  return reshape28(this, [this.size]);
};

const { reshape: reshape29 } = tf;
getGlobalTensorClass().prototype.as2D = function(rows, columns) {
  this.throwIfDisposed();
  return reshape29(this, [rows, columns]);
};

const { reshape: reshape30 } = tf;
getGlobalTensorClass().prototype.as3D = function(rows, columns, depth) {
  this.throwIfDisposed();
  return reshape30(this, [rows, columns, depth]);
};

const { reshape: reshape31 } = tf;
getGlobalTensorClass().prototype.as4D = function(rows, columns, depth, depth2) {
  this.throwIfDisposed();
  return reshape31(this, [rows, columns, depth, depth2]);
};

const { reshape: reshape32 } = tf;
getGlobalTensorClass().prototype.as5D = function(rows, columns, depth, depth2, depth3) {
  this.throwIfDisposed();
  return reshape32(this, [rows, columns, depth, depth2, depth3]);
};

const { asin } = tf;
getGlobalTensorClass().prototype.asin = function() {
  this.throwIfDisposed();
  return asin(this);
};

const { asinh } = tf;
getGlobalTensorClass().prototype.asinh = function() {
  this.throwIfDisposed();
  return asinh(this);
};

const { atan } = tf;
getGlobalTensorClass().prototype.atan = function() {
  this.throwIfDisposed();
  return atan(this);
};

const { atan2 } = tf;
getGlobalTensorClass().prototype.atan2 = function(b) {
  this.throwIfDisposed();
  return atan2(this, b);
};

const { atanh } = tf;
getGlobalTensorClass().prototype.atanh = function() {
  this.throwIfDisposed();
  return atanh(this);
};

const { avgPool } = tf;
getGlobalTensorClass().prototype.avgPool = function(filterSize, strides, pad3, dimRoundingMode) {
  this.throwIfDisposed();
  return avgPool(this, filterSize, strides, pad3, dimRoundingMode);
};

const { batchToSpaceND: batchToSpaceND2 } = tf;
getGlobalTensorClass().prototype.batchToSpaceND = function(blockShape, crops) {
  this.throwIfDisposed();
  return batchToSpaceND2(this, blockShape, crops);
};

const { batchNorm } = tf;
getGlobalTensorClass().prototype.batchNorm = function(mean2, variance, offset, scale, varianceEpsilon) {
  this.throwIfDisposed();
  return batchNorm(this, mean2, variance, offset, scale, varianceEpsilon);
};

const { broadcastTo } = tf;
getGlobalTensorClass().prototype.broadcastTo = function(shape) {
  this.throwIfDisposed();
  return broadcastTo(this, shape);
};

const { cast: cast28 } = tf;
getGlobalTensorClass().prototype.cast = function(dtype) {
  this.throwIfDisposed();
  return cast28(this, dtype);
};

const { ceil } = tf;
getGlobalTensorClass().prototype.ceil = function() {
  this.throwIfDisposed();
  return ceil(this);
};

const { clipByValue } = tf;
getGlobalTensorClass().prototype.clipByValue = function(min2, max2) {
  this.throwIfDisposed();
  return clipByValue(this, min2, max2);
};

const { concat: concat2 } = tf;
getGlobalTensorClass().prototype.concat = function(x, axis) {
  this.throwIfDisposed();
  if (x instanceof Tensor) {
    x = [x];
  }
  return concat2([this, ...x], axis);
};

const { conv1d } = tf;
getGlobalTensorClass().prototype.conv1d = function(filter, stride, pad3, dataFormat, dilation, dimRoundingMode) {
  this.throwIfDisposed();
  return conv1d(this, filter, stride, pad3, dataFormat, dilation, dimRoundingMode);
};

const { conv2dTranspose } = tf;
getGlobalTensorClass().prototype.conv2dTranspose = function(filter, outputShape, strides, pad3, dimRoundingMode) {
  this.throwIfDisposed();
  return conv2dTranspose(this, filter, outputShape, strides, pad3, dimRoundingMode);
};

const { conv2d: conv2d2 } = tf;
getGlobalTensorClass().prototype.conv2d = function(filter, strides, pad3, dataFormat, dilations, dimRoundingMode) {
  this.throwIfDisposed();
  return conv2d2(this, filter, strides, pad3, dataFormat, dilations, dimRoundingMode);
};

const { cos: cos3 } = tf;
getGlobalTensorClass().prototype.cos = function() {
  this.throwIfDisposed();
  return cos3(this);
};

const { cosh: cosh2 } = tf;
getGlobalTensorClass().prototype.cosh = function() {
  this.throwIfDisposed();
  return cosh2(this);
};

const { cumprod: cumprod2 } = tf;
getGlobalTensorClass().prototype.cumprod = function(axis, exclusive, reverse3) {
  this.throwIfDisposed();
  return cumprod2(this, axis, exclusive, reverse3);
};

const { cumsum: cumsum2 } = tf;
getGlobalTensorClass().prototype.cumsum = function(axis, exclusive, reverse3) {
  this.throwIfDisposed();
  return cumsum2(this, axis, exclusive, reverse3);
};

const { depthToSpace } = tf;
getGlobalTensorClass().prototype.depthToSpace = function(blockSize, dataFormat) {
  this.throwIfDisposed();
  return depthToSpace(this, blockSize, dataFormat);
};

const { depthwiseConv2d } = tf;
getGlobalTensorClass().prototype.depthwiseConv2d = function(filter, strides, pad3, dataFormat, dilations, dimRoundingMode) {
  this.throwIfDisposed();
  return depthwiseConv2d(this, filter, strides, pad3, dataFormat, dilations, dimRoundingMode);
};

const { dilation2d } = tf;
getGlobalTensorClass().prototype.dilation2d = function(filter, strides, pad3, dilations, dataFormat) {
  this.throwIfDisposed();
  return dilation2d(this, filter, strides, pad3, dilations, dataFormat);
};

const { divNoNan } = tf;
getGlobalTensorClass().prototype.divNoNan = function(b) {
  this.throwIfDisposed();
  return divNoNan(this, b);
};

const { div: div18 } = tf;
getGlobalTensorClass().prototype.div = function(b) {
  this.throwIfDisposed();
  return div18(this, b);
};

const { dot } = tf;
getGlobalTensorClass().prototype.dot = function(b) {
  this.throwIfDisposed();
  return dot(this, b);
};

const { elu } = tf;
getGlobalTensorClass().prototype.elu = function() {
  this.throwIfDisposed();
  return elu(this);
};

const { equal: equal2 } = tf;
getGlobalTensorClass().prototype.equal = function(b) {
  this.throwIfDisposed();
  return equal2(this, b);
};

const { erf } = tf;
getGlobalTensorClass().prototype.erf = function() {
  this.throwIfDisposed();
  return erf(this);
};

const { euclideanNorm } = tf;
getGlobalTensorClass().prototype.euclideanNorm = function(axis, keepDims) {
  this.throwIfDisposed();
  return euclideanNorm(this, axis, keepDims);
};

const { exp: exp5 } = tf;
getGlobalTensorClass().prototype.exp = function() {
  this.throwIfDisposed();
  return exp5(this);
};

const { expandDims: expandDims2 } = tf;
getGlobalTensorClass().prototype.expandDims = function(axis) {
  this.throwIfDisposed();
  return expandDims2(this, axis);
};

const { expm1 } = tf;
getGlobalTensorClass().prototype.expm1 = function() {
  this.throwIfDisposed();
  return expm1(this);
};

const { fft } = tf;
getGlobalTensorClass().prototype.fft = function() {
  this.throwIfDisposed();
  return fft(this);
};

const { reshape: reshape33 } = tf;
getGlobalTensorClass().prototype.flatten = function() {
  this.throwIfDisposed();
  return reshape33(this, [this.size]);
};

const { floor: floor2 } = tf;
getGlobalTensorClass().prototype.floor = function() {
  this.throwIfDisposed();
  return floor2(this);
};

const { floorDiv } = tf;
getGlobalTensorClass().prototype.floorDiv = function(b) {
  this.throwIfDisposed();
  return floorDiv(this, b);
};

const { gather: gather2 } = tf;
getGlobalTensorClass().prototype.gather = function(indices, axis, batchDims) {
  this.throwIfDisposed();
  return gather2(this, indices, axis, batchDims);
};

const { greaterEqual: greaterEqual4 } = tf;
getGlobalTensorClass().prototype.greaterEqual = function(b) {
  this.throwIfDisposed();
  return greaterEqual4(this, b);
};

const { greater: greater6 } = tf;
getGlobalTensorClass().prototype.greater = function(b) {
  this.throwIfDisposed();
  return greater6(this, b);
};

const { ifft } = tf;
getGlobalTensorClass().prototype.ifft = function() {
  this.throwIfDisposed();
  return ifft(this);
};

const { irfft } = tf;
getGlobalTensorClass().prototype.irfft = function() {
  this.throwIfDisposed();
  return irfft(this);
};

const { isFinite } = tf;
getGlobalTensorClass().prototype.isFinite = function() {
  this.throwIfDisposed();
  return isFinite(this);
};

const { isInf } = tf;
getGlobalTensorClass().prototype.isInf = function() {
  this.throwIfDisposed();
  return isInf(this);
};

const { isNaN } = tf;
getGlobalTensorClass().prototype.isNaN = function() {
  this.throwIfDisposed();
  return isNaN(this);
};

const { leakyRelu } = tf;
getGlobalTensorClass().prototype.leakyRelu = function(alpha) {
  this.throwIfDisposed();
  return leakyRelu(this, alpha);
};

const { lessEqual: lessEqual4 } = tf;
getGlobalTensorClass().prototype.lessEqual = function(b) {
  this.throwIfDisposed();
  return lessEqual4(this, b);
};

const { less: less2 } = tf;
getGlobalTensorClass().prototype.less = function(b) {
  this.throwIfDisposed();
  return less2(this, b);
};

const { localResponseNormalization } = tf;
getGlobalTensorClass().prototype.localResponseNormalization = function(depthRadius, bias, alpha, beta) {
  this.throwIfDisposed();
  return localResponseNormalization(this, depthRadius, bias, alpha, beta);
};

const { logSigmoid } = tf;
getGlobalTensorClass().prototype.logSigmoid = function() {
  this.throwIfDisposed();
  return logSigmoid(this);
};

const { logSoftmax } = tf;
getGlobalTensorClass().prototype.logSoftmax = function(axis) {
  this.throwIfDisposed();
  return logSoftmax(this, axis);
};

const { logSumExp } = tf;
getGlobalTensorClass().prototype.logSumExp = function(axis, keepDims) {
  this.throwIfDisposed();
  return logSumExp(this, axis, keepDims);
};

const { log: log2 } = tf;
getGlobalTensorClass().prototype.log = function() {
  this.throwIfDisposed();
  return log2(this);
};

const { log1p } = tf;
getGlobalTensorClass().prototype.log1p = function() {
  this.throwIfDisposed();
  return log1p(this);
};

const { logicalAnd: logicalAnd3 } = tf;
getGlobalTensorClass().prototype.logicalAnd = function(b) {
  this.throwIfDisposed();
  return logicalAnd3(this, b);
};

const { logicalNot: logicalNot2 } = tf;
getGlobalTensorClass().prototype.logicalNot = function() {
  this.throwIfDisposed();
  return logicalNot2(this);
};

const { logicalOr } = tf;
getGlobalTensorClass().prototype.logicalOr = function(b) {
  this.throwIfDisposed();
  return logicalOr(this, b);
};

const { logicalXor } = tf;
getGlobalTensorClass().prototype.logicalXor = function(b) {
  this.throwIfDisposed();
  return logicalXor(this, b);
};

const { matMul: matMul2 } = tf;
getGlobalTensorClass().prototype.matMul = function(b, transposeA, transposeB) {
  this.throwIfDisposed();
  return matMul2(this, b, transposeA, transposeB);
};

const { maxPool } = tf;
getGlobalTensorClass().prototype.maxPool = function(filterSize, strides, pad3, dimRoundingMode) {
  this.throwIfDisposed();
  return maxPool(this, filterSize, strides, pad3, dimRoundingMode);
};

const { max } = tf;
getGlobalTensorClass().prototype.max = function(axis, keepDims) {
  this.throwIfDisposed();
  return max(this, axis, keepDims);
};

const { maximum: maximum2 } = tf;
getGlobalTensorClass().prototype.maximum = function(b) {
  this.throwIfDisposed();
  return maximum2(this, b);
};

const { mean } = tf;
getGlobalTensorClass().prototype.mean = function(axis, keepDims) {
  this.throwIfDisposed();
  return mean(this, axis, keepDims);
};

const { min } = tf;
getGlobalTensorClass().prototype.min = function(axis, keepDims) {
  this.throwIfDisposed();
  return min(this, axis, keepDims);
};

const { minimum } = tf;
getGlobalTensorClass().prototype.minimum = function(b) {
  this.throwIfDisposed();
  return minimum(this, b);
};

const { mirrorPad } = tf;
getGlobalTensorClass().prototype.mirrorPad = function(paddings, mode) {
  this.throwIfDisposed();
  return mirrorPad(this, paddings, mode);
};

const { mod } = tf;
getGlobalTensorClass().prototype.mod = function(b) {
  this.throwIfDisposed();
  return mod(this, b);
};

const { mul: mul37 } = tf;
getGlobalTensorClass().prototype.mul = function(b) {
  this.throwIfDisposed();
  return mul37(this, b);
};

const { neg: neg12 } = tf;
getGlobalTensorClass().prototype.neg = function() {
  this.throwIfDisposed();
  return neg12(this);
};

const { norm } = tf;
getGlobalTensorClass().prototype.norm = function(ord, axis, keepDims) {
  this.throwIfDisposed();
  return norm(this, ord, axis, keepDims);
};

const { notEqual } = tf;
getGlobalTensorClass().prototype.notEqual = function(b) {
  this.throwIfDisposed();
  return notEqual(this, b);
};

const { oneHot } = tf;
getGlobalTensorClass().prototype.oneHot = function(depth, onValue = 1, offValue = 0) {
  this.throwIfDisposed();
  return oneHot(this, depth, onValue, offValue);
};

const { onesLike } = tf;
getGlobalTensorClass().prototype.onesLike = function() {
  this.throwIfDisposed();
  return onesLike(this);
};

const { pad: pad2 } = tf;
getGlobalTensorClass().prototype.pad = function(paddings, constantValue) {
  this.throwIfDisposed();
  return pad2(this, paddings, constantValue);
};

const { pool } = tf;
getGlobalTensorClass().prototype.pool = function(windowShape, poolingType, padding, dilationRate, strides, dimRoundingMode) {
  this.throwIfDisposed();
  return pool(this, windowShape, poolingType, padding, dilationRate, strides, dimRoundingMode);
};

const { pow: pow3 } = tf;
getGlobalTensorClass().prototype.pow = function(exp6) {
  this.throwIfDisposed();
  return pow3(this, exp6);
};

const { prelu } = tf;
getGlobalTensorClass().prototype.prelu = function(alpha) {
  this.throwIfDisposed();
  return prelu(this, alpha);
};

const { prod } = tf;
getGlobalTensorClass().prototype.prod = function(axis, keepDims) {
  this.throwIfDisposed();
  return prod(this, axis, keepDims);
};

const { reciprocal } = tf;
getGlobalTensorClass().prototype.reciprocal = function() {
  this.throwIfDisposed();
  return reciprocal(this);
};

const { relu } = tf;
getGlobalTensorClass().prototype.relu = function() {
  this.throwIfDisposed();
  return relu(this);
};

const { relu6 } = tf;
getGlobalTensorClass().prototype.relu6 = function() {
  this.throwIfDisposed();
  return relu6(this);
};

const { reshape: reshape34 } = tf;
getGlobalTensorClass().prototype.reshapeAs = function(x) {
  this.throwIfDisposed();
  return reshape34(this, x.shape);
};

const { reshape: reshape35 } = tf;
getGlobalTensorClass().prototype.reshape = function(shape) {
  this.throwIfDisposed();
  return reshape35(this, shape);
};

const { ResizeBilinear: ResizeBilinear2 } = tf;
const { op: op12 } = tf;
const { reshape: reshape36 } = tf;
function resizeBilinear_(images, size, alignCorners = false, halfPixelCenters = false) {
  const $images = convertToTensor(images, "images", "resizeBilinear");
  assert($images.rank === 3 || $images.rank === 4, () => `Error in resizeBilinear: x must be rank 3 or 4, but got rank ${$images.rank}.`);
  assert(size.length === 2, () => `Error in resizeBilinear: new shape must 2D, but got shape ${size}.`);
  assert(halfPixelCenters === false || alignCorners === false, () => `Error in resizeBilinear: If halfPixelCenters is true, alignCorners must be false.`);
  let batchImages = $images;
  let reshapedTo4D = false;
  if ($images.rank === 3) {
    reshapedTo4D = true;
    batchImages = reshape36($images, [1, $images.shape[0], $images.shape[1], $images.shape[2]]);
  }
  const [] = size;
  const inputs = { images: batchImages };
  const attrs = { alignCorners, halfPixelCenters, size };
  const res = ENGINE.runKernel(ResizeBilinear2, inputs, attrs);
  if (reshapedTo4D) {
    return reshape36(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var resizeBilinear = /* @__PURE__ */ op12({ resizeBilinear_ });

getGlobalTensorClass().prototype.resizeBilinear = function(newShape2D, alignCorners, halfPixelCenters) {
  this.throwIfDisposed();
  return resizeBilinear(this, newShape2D, alignCorners, halfPixelCenters);
};

const { ResizeNearestNeighbor: ResizeNearestNeighbor2 } = tf;
const { op: op13 } = tf;
const { reshape: reshape37 } = tf;
function resizeNearestNeighbor_(images, size, alignCorners = false, halfPixelCenters = false) {
  const $images = convertToTensor(images, "images", "resizeNearestNeighbor");
  assert($images.rank === 3 || $images.rank === 4, () => `Error in resizeNearestNeighbor: x must be rank 3 or 4, but got rank ${$images.rank}.`);
  assert(size.length === 2, () => `Error in resizeNearestNeighbor: new shape must 2D, but got shape ${size}.`);
  assert($images.dtype === "float32" || $images.dtype === "int32", () => "`images` must have `int32` or `float32` as dtype");
  assert(halfPixelCenters === false || alignCorners === false, () => `Error in resizeNearestNeighbor: If halfPixelCenters is true, alignCorners must be false.`);
  let batchImages = $images;
  let reshapedTo4D = false;
  if ($images.rank === 3) {
    reshapedTo4D = true;
    batchImages = reshape37($images, [1, $images.shape[0], $images.shape[1], $images.shape[2]]);
  }
  const [] = size;
  const inputs = { images: batchImages };
  const attrs = { alignCorners, halfPixelCenters, size };
  const res = ENGINE.runKernel(ResizeNearestNeighbor2, inputs, attrs);
  if (reshapedTo4D) {
    return reshape37(res, [res.shape[1], res.shape[2], res.shape[3]]);
  }
  return res;
}
var resizeNearestNeighbor = /* @__PURE__ */ op13({ resizeNearestNeighbor_ });

getGlobalTensorClass().prototype.resizeNearestNeighbor = function(newShape2D, alignCorners, halfFloatCenters) {
  this.throwIfDisposed();
  return resizeNearestNeighbor(this, newShape2D, alignCorners, halfFloatCenters);
};

const { reverse: reverse2 } = tf;
getGlobalTensorClass().prototype.reverse = function(axis) {
  this.throwIfDisposed();
  return reverse2(this, axis);
};

const { rfft } = tf;
getGlobalTensorClass().prototype.rfft = function() {
  this.throwIfDisposed();
  return rfft(this);
};

const { round } = tf;
getGlobalTensorClass().prototype.round = function() {
  this.throwIfDisposed();
  return round(this);
};

const { rsqrt: rsqrt2 } = tf;
getGlobalTensorClass().prototype.rsqrt = function() {
  this.throwIfDisposed();
  return rsqrt2(this);
};

const { selu } = tf;
getGlobalTensorClass().prototype.selu = function() {
  this.throwIfDisposed();
  return selu(this);
};

const { separableConv2d } = tf;
getGlobalTensorClass().prototype.separableConv2d = function(depthwiseFilter, pointwiseFilter, strides, pad3, dilation, dataFormat) {
  this.throwIfDisposed();
  return separableConv2d(this, depthwiseFilter, pointwiseFilter, strides, pad3, dilation, dataFormat);
};

const { sigmoid: sigmoid2 } = tf;
getGlobalTensorClass().prototype.sigmoid = function() {
  this.throwIfDisposed();
  return sigmoid2(this);
};

const { sign } = tf;
getGlobalTensorClass().prototype.sign = function() {
  this.throwIfDisposed();
  return sign(this);
};

const { sin: sin2 } = tf;
getGlobalTensorClass().prototype.sin = function() {
  this.throwIfDisposed();
  return sin2(this);
};

const { sinh: sinh2 } = tf;
getGlobalTensorClass().prototype.sinh = function() {
  this.throwIfDisposed();
  return sinh2(this);
};

const { slice: slice4 } = tf;
getGlobalTensorClass().prototype.slice = function(begin, size) {
  this.throwIfDisposed();
  return slice4(this, begin, size);
};

const { softmax } = tf;
getGlobalTensorClass().prototype.softmax = function(dim) {
  this.throwIfDisposed();
  return softmax(this, dim);
};

const { softplus } = tf;
getGlobalTensorClass().prototype.softplus = function() {
  this.throwIfDisposed();
  return softplus(this);
};

const { spaceToBatchND: spaceToBatchND2 } = tf;
getGlobalTensorClass().prototype.spaceToBatchND = function(blockShape, paddings) {
  this.throwIfDisposed();
  return spaceToBatchND2(this, blockShape, paddings);
};

const { split: split2 } = tf;
getGlobalTensorClass().prototype.split = function(numOrSizeSplits, axis) {
  this.throwIfDisposed();
  return split2(this, numOrSizeSplits, axis);
};

const { sqrt: sqrt6 } = tf;
getGlobalTensorClass().prototype.sqrt = function() {
  this.throwIfDisposed();
  return sqrt6(this);
};

const { square: square14 } = tf;
getGlobalTensorClass().prototype.square = function() {
  this.throwIfDisposed();
  return square14(this);
};

const { squaredDifference } = tf;
getGlobalTensorClass().prototype.squaredDifference = function(b) {
  this.throwIfDisposed();
  return squaredDifference(this, b);
};

const { squeeze } = tf;
getGlobalTensorClass().prototype.squeeze = function(axis) {
  this.throwIfDisposed();
  return squeeze(this, axis);
};

const { stack: stack3 } = tf;
getGlobalTensorClass().prototype.stack = function(x, axis) {
  this.throwIfDisposed();
  const tensorsToBeStacked = x instanceof Tensor ? [this, x] : [this, ...x];
  return stack3(tensorsToBeStacked, axis);
};

const { step: step4 } = tf;
getGlobalTensorClass().prototype.step = function(alpha) {
  this.throwIfDisposed();
  return step4(this, alpha);
};

const { stridedSlice } = tf;
getGlobalTensorClass().prototype.stridedSlice = function(begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask) {
  this.throwIfDisposed();
  return stridedSlice(this, begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask);
};

const { sub: sub12 } = tf;
getGlobalTensorClass().prototype.sub = function(b) {
  this.throwIfDisposed();
  return sub12(this, b);
};

const { sum: sum14 } = tf;
getGlobalTensorClass().prototype.sum = function(axis, keepDims) {
  this.throwIfDisposed();
  return sum14(this, axis, keepDims);
};

const { tan } = tf;
getGlobalTensorClass().prototype.tan = function() {
  this.throwIfDisposed();
  return tan(this);
};

const { tanh } = tf;
getGlobalTensorClass().prototype.tanh = function() {
  this.throwIfDisposed();
  return tanh(this);
};

const { tile: tile2 } = tf;
getGlobalTensorClass().prototype.tile = function(reps) {
  this.throwIfDisposed();
  return tile2(this, reps);
};

const { cast: cast29 } = tf;
getGlobalTensorClass().prototype.toBool = function() {
  this.throwIfDisposed();
  return cast29(this, "bool");
};

const { cast: cast30 } = tf;
getGlobalTensorClass().prototype.toFloat = function() {
  this.throwIfDisposed();
  return cast30(this, "float32");
};

const { cast: cast31 } = tf;
getGlobalTensorClass().prototype.toInt = function() {
  this.throwIfDisposed();
  return cast31(this, "int32");
};

const { topk } = tf;
getGlobalTensorClass().prototype.topk = function(k, sorted) {
  this.throwIfDisposed();
  return topk(this, k, sorted);
};

const { transpose: transpose5 } = tf;
getGlobalTensorClass().prototype.transpose = function(perm) {
  this.throwIfDisposed();
  return transpose5(this, perm);
};

const { unique } = tf;
getGlobalTensorClass().prototype.unique = function(axis) {
  this.throwIfDisposed();
  return unique(this, axis);
};

const { unsortedSegmentSum: unsortedSegmentSum2 } = tf;
getGlobalTensorClass().prototype.unsortedSegmentSum = function(segmentIds, numSegments) {
  this.throwIfDisposed();
  return unsortedSegmentSum2(this, segmentIds, numSegments);
};

const { unstack: unstack2 } = tf;
getGlobalTensorClass().prototype.unstack = function(axis) {
  this.throwIfDisposed();
  return unstack2(this, axis);
};

const { where: where7 } = tf;
getGlobalTensorClass().prototype.where = function(condition, x) {
  this.throwIfDisposed();
  return where7(condition, this, x);
};

const { zerosLike: zerosLike20 } = tf;
getGlobalTensorClass().prototype.zerosLike = function() {
  this.throwIfDisposed();
  return zerosLike20(this);
};
}
