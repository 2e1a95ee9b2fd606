import { checkNotNegative } from './argument-checks.js'
import { MetricsError } from './errors.js'
import { type ClassificationSets, checkClassificationSets, classesOf, shareRight } from './labelled-codes.js'
import { classify, fitLogisticRegression } from './logistic-regression.js'

/**
 * How much of the classes can be read off the codes linearly: the accuracy on the test set, from 0 to 1, of a multinomial
 * logistic regression on the training set, which minimises
 *
 *     -sum_n log p(y_n | z_n) + penalty / 2 |W|^2
 *
 * over weights W and intercepts, scikit-learn's `LogisticRegression` with C = 1 / penalty. It is deterministic. Codes are
 * taken in their own units, those of the prior N(0, 1): standardised, the slight noise of dead latents would count as much
 * as what the others say, which with few labels is what is learned. Chance is the share of the most frequent class.
 *
 * @param options.train codes and labels to learn from, two classes or more
 * @param options.test codes and labels to be judged on; a class that `train` has not is never right
 * @param options.tolerance the largest entry of the gradient of the loss per example at which the fit ends, 1e-7 by default;
 *   scikit-learn's own is 1e-4, much faster where latents are many or alike
 * @throws MetricsError where a shape, a label or an entry is not as it should be, or the training labels are all equal
 * @example
 * const train = { codes: matrixFromRows([[0, 1], [0, 2], [3, 0]]), labels: [7, 7, 2] }
 * const test = { codes: matrixFromRows([[0, 1.5], [2, 0]]), labels: [7, 2] }
 * linearAccuracy({ train, test }) // 1
 */
export function linearAccuracy({
  train,
  test,
  penalty = 1,
  tolerance = 1e-7,
}: ClassificationSets & { readonly penalty?: number; readonly tolerance?: number }): number {
  checkClassificationSets({ train, test })
  checkNotNegative('penalty', penalty)
  checkNotNegative('tolerance', tolerance)
  const { classes, indices } = classesOf(train.labels)
  if (classes.length < 2) {
    throw new MetricsError('CONSTANT', `train.labels: are all ${classes[0]}, expected two classes or more`)
  }
  const model = fitLogisticRegression({
    inputs: train.codes,
    classes: indices,
    classCount: classes.length,
    penalty,
    tolerance,
  })
  return shareRight(
    Array.from(classify(model, test.codes), (index) => classes[index]!),
    test.labels,
  )
}
