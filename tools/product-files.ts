const ROOMS = /^(kernel|modules|design|facades|apps|launcher\.mjs$)/;

/** A file of the rooms that are shipped, without their tests and makers. */
export function isProduct(path: string): boolean {
  return ROOMS.test(path) && !isTest(path);
}

/** Tests, makers, the testing kit, and the rooms that exist only to try the product. */
export function isTest(path: string): boolean {
  return (
    /\.test\.tsx?$/.test(path) ||
    /^modules\/[^/]+\/testing\.ts$/.test(path) ||
    /^kernel\/testing\//.test(path) ||
    /^(e2e|bench|tools)\//.test(path)
  );
}

/** Any file that the TypeScript compiler reads. */
export function isTypeScript(path: string): boolean {
  return /\.tsx?$/.test(path);
}
