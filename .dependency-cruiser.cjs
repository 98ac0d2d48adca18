/**
 * Who may import whom. Each rule has a fixture of its name in tools/fixtures that breaks it.
 * Paths are relative to the root of the house. `$1` is the module that the first group of `from` has matched.
 */
const TESTS = '[.]test[.]tsx?$|^(e2e|bench|tools)/|^modules/[^/]+/testing[.]ts$|^kernel/testing/';
/** How the web client is built; runs on Node.js, never ships. */
const BUILD = '^apps/((web|server)/vite[.]config[.]ts$|web/build/)';
const PACKAGES = 'node_modules/';
/** Packages that only compute: no clock, file, socket or state. A domain may stand on them; adding one is a decision. */
const PURE = `${PACKAGES}(zod|pinyin-pro|chinese-days|@zxcvbn-ts/core|scim2-parse-filter)/`;

/** Everything that matches `from` may import what `may` names and nothing else. */
const only = (name, comment, from, ...may) => ({
  name,
  comment,
  severity: 'error',
  from,
  to: { pathNot: may.join('|') },
});
/** Nothing that matches `from` may import what `to` names. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    never('resolves', 'The import leads nowhere.', {}, { couldNotResolve: true }),
    never(
      'kernel-knows-no-module',
      'The kernel stands below everything: it imports neither modules nor what is built of them.',
      { path: '^kernel/' },
      { path: '^(modules|apps|facades|e2e|bench|tools)/' },
    ),
    never(
      'kernel-web-without-server',
      'What runs in the browser never imports what runs on the server.',
      { path: '^kernel/web/', pathNot: TESTS },
      { path: '^kernel/(server|testing)/' },
    ),
    never(
      'kernel-server-without-web',
      'What runs on the server never imports screens.',
      { path: '^kernel/server/', pathNot: TESTS },
      { path: '^(kernel/web|design)/' },
    ),
    only(
      'kernel-contract-stands-alone',
      'kernel/contract runs anywhere: it imports zod and itself.',
      { path: '^kernel/contract/', pathNot: TESTS },
      '^kernel/contract/',
      `${PACKAGES}zod/`,
    ),
    only(
      'contract-says-only',
      'A contract imports zod, kernel/contract, itself and other contracts.',
      { path: '^modules/[^/]+/contract/', pathNot: TESTS },
      '^modules/[^/]+/contract/',
      '^kernel/contract/',
      `${PACKAGES}zod/`,
    ),
    only(
      'domain-decides-only',
      'A domain is pure: it imports itself, its own contract, seed data of its module, kernel/contract, kernel/expressions and packages that only compute.',
      { path: '^modules/([^/]+)/domain/', pathNot: TESTS },
      '^modules/$1/(domain|contract)/',
      '^modules/$1/seed/[^/]+[.]json$',
      '^kernel/(contract|expressions)/',
      PURE,
    ),
    never(
      'server-within-its-walls',
      "A module's server imports its own contract and domain and the kernel, never screens or rooms above it.",
      { path: '^modules/([^/]+)/server/', pathNot: TESTS },
      {
        path: '^(kernel/(web|testing)|design|apps|facades|e2e|bench|tools)/|^modules/$1/(web/|testing[.]ts)|^modules/index',
      },
    ),
    never(
      'web-without-server',
      "A module's web imports its own contract and domain, the kernel's web and design; nothing that needs a server.",
      { path: '^modules/([^/]+)/web/', pathNot: TESTS },
      {
        path: '^(kernel/(server|testing)|apps|facades|e2e|bench|tools)/|^modules/$1/(server/|testing[.]ts)|^modules/index',
      },
    ),
    {
      name: 'browser-without-node',
      comment: 'Code for the browser imports no part of Node.js and no driver.',
      severity: 'error',
      from: { path: '^(kernel/web|design|apps/web|modules/[^/]+/web)/', pathNot: `${TESTS}|${BUILD}` },
      to: { dependencyTypes: ['core'] },
    },
    never(
      'other-module-by-contract',
      'Of another module only the contract is known; tests may also use its makers in testing.ts.',
      { path: '^modules/([^/]+)/', pathNot: TESTS },
      { path: '^modules/[^/]+/', pathNot: '^modules/$1/|^modules/[^/]+/contract/' },
    ),
    never(
      'other-module-in-tests',
      'A test knows another module by its contract and its makers.',
      { path: '^modules/([^/]+)/(testing[.]ts|.*[.]test[.]tsx?)$' },
      { path: '^modules/[^/]+/', pathNot: '^modules/$1/|^modules/[^/]+/(contract/|testing[.]ts$)' },
    ),
    never(
      'testing-stays-in-tests',
      'Makers and the testing kit never reach the product.',
      { pathNot: TESTS },
      { path: '^kernel/testing/|^modules/[^/]+/testing[.]ts$|^(e2e|bench|tools)/' },
    ),
    never(
      'design-without-data',
      'design/ is drawn from what it is given: it knows no module, no kernel and no data.',
      { path: '^design/', pathNot: TESTS },
      { path: '^(kernel|modules|apps|facades|e2e|bench|tools)/' },
    ),
    never(
      'apps-by-the-list',
      'Applications take modules from modules/index.ts and modules/index.web.ts.',
      { path: '^apps/', pathNot: TESTS },
      { path: '^modules/', pathNot: '^modules/index([.]web)?[.]tsx?$' },
    ),
    never(
      'server-list-without-web',
      'modules/index.ts lists what runs on the server.',
      { path: '^modules/index[.]ts$' },
      { path: '^modules/[^/]+/web/|^(kernel/web|design)/' },
    ),
    never(
      'web-list-without-server',
      'modules/index.web.ts lists what runs in the browser.',
      { path: '^modules/index[.]web[.]tsx?$' },
      { path: '^modules/[^/]+/server/|^kernel/server/' },
    ),
    never(
      'web-app-without-server',
      'The web application never imports what runs on the server.',
      { path: '^apps/web/', pathNot: TESTS },
      { path: '^kernel/(server|testing)/|^modules/index[.]ts$|^apps/(server|cli)/' },
    ),
    never(
      'facades-by-contract',
      'A facade speaks to modules only through their contracts.',
      { path: '^facades/', pathNot: TESTS },
      { path: '^modules/|^apps/|^kernel/web/|^design/', pathNot: '^modules/[^/]+/contract/' },
    ),
    never(
      'nothing-imports-apps',
      'Applications are the outermost rooms: nobody stands on them.',
      { pathNot: `^apps/|${TESTS}` },
      { path: '^apps/' },
    ),
    {
      name: 'product-without-dev-packages',
      comment: 'What is shipped uses dependencies, not devDependencies.',
      severity: 'error',
      from: { path: '^(kernel|modules|design|facades|apps)/', pathNot: `${TESTS}|${BUILD}` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(tools/fixtures|dist|docs/generated)/' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
