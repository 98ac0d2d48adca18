import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { chromiumOptions } from './chromium-options.ts';
import type { TestClient, TestProgram } from './test-program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Sizes that every screen is looked at in. */
export const screens = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** One person's browser: cookies, storage and cache of its own. */
export interface TestBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained about: errors of scripts, broken policy. A journey expects it to be empty. */
  readonly complaints: string[];
  /** Opens a path of the program. */
  open(path: string): Promise<void>;
  /** Keeps a picture when GUIJU_PICTURES names a folder. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

const buildLock = 7_214_101;

/** The folder of the built web client; builds it where its sources changed. Two test files at once build it once. */
export async function builtWeb(): Promise<string> {
  const { owner } = inject('databaseServer') as { owner: pg.ClientConfig };
  const turn = new pg.Client(owner);
  await turn.connect();
  try {
    await turn.query('select pg_advisory_lock($1)', [buildLock]);
    // As it is delivered: by the tests' own NODE_ENV it would be React's larger build for developers.
    const env = { ...process.env, NODE_ENV: 'production' };
    const built = spawnSync(process.execPath, [join(root, 'launcher.mjs'), 'build'], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
    if (built.status !== 0) throw new Error(`the web client could not be built:\n${built.stdout}\n${built.stderr}`);
  } finally {
    await turn.end();
  }
  return join(root, 'dist', 'web');
}

/**
 * One program for all browsers of the test files that a worker runs, begun with the first of them; people are kept apart by contexts. It
 * ends with the worker, and Playwright removes its profile.
 */
let running: Promise<Browser> | undefined;

function standing(): Promise<Browser> {
  const launch = () => chromium.launch(chromiumOptions);
  // One after the other: whoever comes while it starts waits for the same.
  running = (running ?? launch()).then((browser) => (browser.isConnected() ? browser : launch()));
  return running;
}

/**
 * Opens a browser on the program; signed in as `client` where given. Chinese unless said otherwise.
 * The browser is Debian's chromium, or the one that GUIJU_CHROMIUM names.
 */
export async function openBrowser(
  test: Pick<TestProgram, 'url'>,
  client?: TestClient,
  options: {
    size?: { width: number; height: number };
    language?: 'zh' | 'en';
    dark?: boolean;
    /** One that beeps, allowed without asking. */
    microphone?: boolean;
  } = {},
): Promise<TestBrowser> {
  const size = options.size ?? screens.desktop;
  const phone = size.width < 600;
  const context = await (await standing()).newContext({
    viewport: size,
    hasTouch: phone,
    isMobile: phone,
    locale: options.language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.dark ? 'dark' : 'light',
    // Nobody watches: what slides in is there at once.
    reducedMotion: 'reduce',
    // An empty list would refuse notifications.
    ...(options.microphone ? { permissions: ['microphone'] } : {}),
  });
  if (client) {
    const [name = '', value = ''] = client.cookie.split('=');
    await context.addCookies([{ name, value, url: test.url, httpOnly: true, sameSite: 'Lax' }]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text()))
      complaints.push(message.text());
  });
  return {
    context,
    page,
    complaints,
    open: async (path) => {
      await page.goto(`${test.url}${path}`);
    },
    picture: async (name) => {
      if (process.env.GUIJU_PICTURES) await page.screenshot({ path: join(process.env.GUIJU_PICTURES, `${name}.png`) });
    },
    close: async () => {
      await context.close();
    },
  };
}
