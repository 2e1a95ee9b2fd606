;; Adam in one pass over memory. All arrays are 16-byte aligned and `bytes` is a multiple of 16; the padding holds zeros.
;; After a change: pnpm --filter @vsc/engine run generate
(module
  (import "host" "memory" (memory 1 65536))

  (func $sumOfLanes (param $x v128) (result f64)
    (f64.add
      (f64.add (f64.promote_f32 (f32x4.extract_lane 0 (local.get $x))) (f64.promote_f32 (f32x4.extract_lane 1 (local.get $x))))
      (f64.add (f64.promote_f32 (f32x4.extract_lane 2 (local.get $x))) (f64.promote_f32 (f32x4.extract_lane 3 (local.get $x))))))

  ;; The sum of g^2. Not finite when an element of g is not.
  (func (export "sumOfSquares") (param $g i32) (param $bytes i32) (result f64)
    (local $end i32) (local $blockEnd i32) (local $block v128) (local $total f64) (local $x v128)
    (local.set $end (i32.add (local.get $g) (local.get $bytes)))
    (loop $blocks
      (local.set $blockEnd (call $blockEnd (local.get $g) (local.get $end)))
      (local.set $block (v128.const f32x4 0 0 0 0))
      (loop $lanes
        (local.set $x (v128.load (local.get $g)))
        (local.set $block (f32x4.add (local.get $block) (f32x4.mul (local.get $x) (local.get $x))))
        (local.set $g (i32.add (local.get $g) (i32.const 16)))
        (br_if $lanes (i32.lt_u (local.get $g) (local.get $blockEnd))))
      (local.set $total (f64.add (local.get $total) (call $sumOfLanes (local.get $block))))
      (br_if $blocks (i32.lt_u (local.get $g) (local.get $end))))
    (local.get $total))

  ;; Sums of squares are kept in single precision within a block and in double precision from block to block.
  (func $blockEnd (param $at i32) (param $end i32) (result i32)
    (local $next i32)
    (local.set $next (i32.add (local.get $at) (i32.const 4096)))
    (select (local.get $next) (local.get $end) (i32.lt_u (local.get $next) (local.get $end))))

  ;; m <- beta1 m + (1 - beta1) s g;  v <- beta2 v + (1 - beta2) (s g)^2;  w <- w - stepSize m / (sqrt(v) rootScale + epsilon)
  ;; with s the gradient's scale. Returns the sum of g^2, as above.
  (func (export "adam")
    (param $w i32) (param $m i32) (param $v i32) (param $g i32) (param $bytes i32)
    (param $beta1 f32) (param $oneMinusBeta1 f32) (param $beta2 f32) (param $oneMinusBeta2 f32) (param $epsilon f32)
    (param $stepSize f32) (param $rootScale f32) (param $gradientScale f32)
    (result f64)
    (local $end i32) (local $blockEnd i32) (local $block v128) (local $total f64)
    (local $b1 v128) (local $c1 v128) (local $b2 v128) (local $c2 v128)
    (local $eps v128) (local $a v128) (local $root v128) (local $scale v128)
    (local $x v128) (local $first v128) (local $second v128) (local $smallestNormal v128)
    (local.set $smallestNormal (f32x4.splat (f32.const 1.17549435e-38)))
    (local.set $b1 (f32x4.splat (local.get $beta1)))
    (local.set $c1 (f32x4.splat (local.get $oneMinusBeta1)))
    (local.set $b2 (f32x4.splat (local.get $beta2)))
    (local.set $c2 (f32x4.splat (local.get $oneMinusBeta2)))
    (local.set $eps (f32x4.splat (local.get $epsilon)))
    (local.set $a (f32x4.splat (local.get $stepSize)))
    (local.set $root (f32x4.splat (local.get $rootScale)))
    (local.set $scale (f32x4.splat (local.get $gradientScale)))
    (local.set $end (i32.add (local.get $g) (local.get $bytes)))
    (loop $blocks
      (local.set $blockEnd (call $blockEnd (local.get $g) (local.get $end)))
      (local.set $block (v128.const f32x4 0 0 0 0))
      (loop $lanes
        (local.set $x (v128.load (local.get $g)))
        (local.set $block (f32x4.add (local.get $block) (f32x4.mul (local.get $x) (local.get $x))))
        (local.set $x (f32x4.mul (local.get $x) (local.get $scale)))
        (local.set $first
          (f32x4.add
            (f32x4.mul (v128.load (local.get $m)) (local.get $b1))
            (f32x4.mul (local.get $x) (local.get $c1))))
        (local.set $second
          (f32x4.add
            (f32x4.mul (v128.load (local.get $v)) (local.get $b2))
            (f32x4.mul (f32x4.mul (local.get $x) (local.get $x)) (local.get $c2))))
        ;; Moments too small for a normal float become 0: left alive they slow every later pass. (Written out, because a
        ;; call here costs three times the rest of the loop.)
        (local.set $first
          (v128.and (local.get $first) (f32x4.ge (f32x4.abs (local.get $first)) (local.get $smallestNormal))))
        (local.set $second
          (v128.and (local.get $second) (f32x4.ge (local.get $second) (local.get $smallestNormal))))
        (v128.store (local.get $m) (local.get $first))
        (v128.store (local.get $v) (local.get $second))
        (v128.store (local.get $w)
          (f32x4.sub
            (v128.load (local.get $w))
            (f32x4.div
              (f32x4.mul (local.get $first) (local.get $a))
              (f32x4.add (f32x4.mul (f32x4.sqrt (local.get $second)) (local.get $root)) (local.get $eps)))))
        (local.set $w (i32.add (local.get $w) (i32.const 16)))
        (local.set $m (i32.add (local.get $m) (i32.const 16)))
        (local.set $v (i32.add (local.get $v) (i32.const 16)))
        (local.set $g (i32.add (local.get $g) (i32.const 16)))
        (br_if $lanes (i32.lt_u (local.get $g) (local.get $blockEnd))))
      (local.set $total (f64.add (local.get $total) (call $sumOfLanes (local.get $block))))
      (br_if $blocks (i32.lt_u (local.get $g) (local.get $end))))
    (local.get $total)))
