/** Features that Chromium would turn on and that no test looks at. Playwright's own list of them isn't added: the last one counts. */
const without = [
  // Every window would draw Chromium's own pages beside ours, a fifth of what a journey takes.
  'PreloadTopChromeWebUI',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** How a browser is begun for tests and measures: Debian's chromium, or the one that GUIJU_CHROMIUM names. */
export const chromiumOptions = {
  executablePath: process.env.GUIJU_CHROMIUM || '/usr/bin/chromium',
  headless: true,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-fake-device-for-media-stream',
    `--disable-features=${without.join(',')}`,
  ],
};
