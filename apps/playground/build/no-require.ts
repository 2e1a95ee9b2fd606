/**
 * What `node:module` is in a page. The engine of Node.js loads the plain backend by it where nobody has loaded one; the page has.
 *
 * @throws Error where it is called all the same
 */
export function createRequire(): never {
  throw new Error('a page loads no modules: import the backends of TensorFlow.js in the worker')
}
