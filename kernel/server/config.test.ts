import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { configUsage, defaultDataDir, readConfig } from './config.ts';
import { StartFault } from './start-fault.ts';

const folder = mkdtempSync(join(tmpdir(), 'guiju-config-'));
const pem = join(folder, '证 书.pem');
writeFileSync(pem, 'certificate');
afterAll(() => rmSync(folder, { recursive: true }));

function faultOf(argv: string[], env: Record<string, string> = {}): StartFault {
  try {
    readConfig(argv, env);
  } catch (error) {
    if (error instanceof StartFault) return error;
  }
  throw new Error('was accepted');
}

describe('readConfig', () => {
  test('has a default for everything', () => {
    expect(readConfig([], {})).toEqual({
      port: 8080,
      host: '0.0.0.0',
      dataDir: defaultDataDir(),
      databaseUrl: undefined,
      natsUrl: undefined,
      publicUrl: undefined,
      inbox: undefined,
      tlsCert: undefined,
      tlsKey: undefined,
      trustProxy: [],
      sample: false,
      logLevel: 'info',
    });
  });

  test('takes options in both spellings, and relative paths from where it stands', () => {
    const argv = [
      '--port=9000',
      '--data',
      '数 据',
      '--url',
      'https://oa.example.cn/',
      '--sample',
      '--trust-proxy=10.0.0.0/8, ::1',
      '--tls-cert',
      pem,
      `--tls-key=${pem}`,
    ];
    expect(readConfig(argv, {})).toMatchObject({
      port: 9000,
      dataDir: resolve('数 据'),
      publicUrl: 'https://oa.example.cn',
      sample: true,
      trustProxy: ['10.0.0.0/8', '::1'],
      tlsCert: pem,
      tlsKey: pem,
    });
  });

  test('takes a folder for an inbox that is one', () => {
    expect(readConfig([], { GUIJU_INBOX: folder })).toMatchObject({ inbox: folder });
    for (const wrong of [pem, join(folder, 'nowhere')])
      expect(faultOf([], { GUIJU_INBOX: wrong }).en).toMatch(/GUIJU_INBOX .* a folder that can be read/);
  });

  test('an option wins over its variable, an empty variable is none', () => {
    const env = {
      GUIJU_PORT: '9001',
      GUIJU_DATA: '',
      GUIJU_LOG_LEVEL: 'warn',
      DATABASE_URL: 'postgres://a:b@db/guiju',
    };
    expect(readConfig(['--port', '9002'], env)).toMatchObject({
      port: 9002,
      dataDir: defaultDataDir(),
      logLevel: 'warn',
      databaseUrl: 'postgres://a:b@db/guiju',
    });
  });

  test('--trust-proxy alone believes proxies on this machine, and takes no value from its neighbour', () => {
    expect(readConfig(['--trust-proxy', '--port', '81'], {})).toMatchObject({ trustProxy: ['loopback'], port: 81 });
  });

  test('says everything that is wrong at once, in both languages', () => {
    const fault = faultOf(['--port', '99999', '--tls-cert', join(folder, 'missing.pem'), '--trust-proxy=10.0.0.0/33'], {
      GUIJU_URL: 'oa.example.cn',
    });
    expect(fault.code).toBe('config.invalid');
    expect(fault.exitCode).toBe(2);
    for (const text of [fault.zh, fault.en]) {
      expect(text).toContain('--port');
      expect(text).toContain('"99999"');
      expect(text).toContain('65535');
      expect(text).toContain('missing.pem');
      expect(text).toContain('--trust-proxy');
      expect(text).toContain('GUIJU_URL');
      expect(text).toContain('--tls-key');
    }
  });

  test.each([
    ['--prot', '--port'],
    ['--Data', '--data'],
    ['--tls-certificate', '--tls-cert'],
    ['-port', '--port'],
  ])('%s is unknown, and %s is suggested', (argument, suggestion) => {
    const fault = faultOf([argument, '1']);
    expect(fault.en).toContain(`unknown option ${argument}; did you mean ${suggestion}?`);
    expect(fault.zh).toContain(`未知选项 ${argument}；是否想用 ${suggestion}？`);
  });

  test('an option far from all others gets no suggestion', () => {
    expect(faultOf(['--quarterly']).en).toMatch(/unknown option --quarterly$/);
  });

  test('a missing value, a value twice', () => {
    expect(faultOf(['--data', '--sample']).en).toContain('--data lacks its value');
    expect(faultOf(['--port', '1', '--port', '2']).en).toContain('--port is given twice');
  });

  test.each(['8080x', '-1', '1e3', '65536', ' 80'])('the port %j is refused', (port) => {
    expect(faultOf([`--port=${port}`]).en).toContain('--port has the value');
  });

  test('the address of a database is checked but never shown, it holds a password', () => {
    const fault = faultOf([], { DATABASE_URL: 'mysql://root:hunter2@db/guiju' });
    expect(fault.message).toContain('DATABASE_URL');
    expect(fault.message).not.toContain('hunter2');
    expect(faultOf([], { DATABASE_URL: 'postgres://db' }).en).toContain('DATABASE_URL');
  });

  test('the usage names every option', () => {
    for (const option of [
      '--port',
      '--data',
      '--url',
      '--tls-cert',
      '--tls-key',
      '--trust-proxy',
      '--sample',
      'DATABASE_URL',
    ]) {
      expect(configUsage()).toContain(option);
    }
  });
});
