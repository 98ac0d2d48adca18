import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '#kernel/testing/chromium-options.ts';
import { report } from './report.ts';
import { startRunningServer } from './running-server.ts';

// `first-page`: gzipped script that a browser fetches for the first page (limit 300 kB): signing in, and the workbench after it.
const limitKb = 300;

const server = await startRunningServer();
const profile = mkdtempSync(join(tmpdir(), 'guiju-bench-browser-'));
try {
  const browser = await chromium.launchPersistentContext(profile, chromiumOptions);
  const scriptsOf = async (path: string): Promise<{ kb: number; ms: number }> => {
    const page = await browser.newPage();
    let bytes = 0;
    const reading: Promise<void>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      reading.push(
        response.body().then((body) => {
          bytes += gzipSync(body).length;
        }),
      );
    });
    const begin = performance.now();
    await page.goto(`${server.url}${path}`, { waitUntil: 'networkidle' });
    await page.locator('main h1, main form').first().waitFor();
    const ms = performance.now() - begin;
    await Promise.all(reading);
    await page.close();
    return { kb: bytes / 1000, ms };
  };
  const signIn = await scriptsOf('/sign-in');
  const [name = '', value = ''] = server.cookie.split('=');
  await browser.addCookies([{ name, value, url: server.url }]);
  const workbench = await scriptsOf('/workbench');
  await browser.close();
  report({
    name: 'first-page',
    ratio: Math.max(signIn.kb, workbench.kb) / limitKb,
    signInKb: signIn.kb,
    workbenchKb: workbench.kb,
    limitKb,
    signInMs: signIn.ms,
    workbenchMs: workbench.ms,
  });
} finally {
  await server.stop();
  rmSync(profile, { recursive: true, force: true });
}
