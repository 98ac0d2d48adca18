import { Readable, Writable } from 'node:stream';
import { runCli } from './run-cli.ts';

/** Runs the tool as a Chinese shell would whose home is this folder; gives its exit code and what it wrote. */
export async function cliIn(
  home: string,
  argv: readonly string[],
  env: Record<string, string> = {},
  stdin = '',
): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        said[name] += String(chunk);
        done();
      },
    });
  const code = await runCli(
    argv,
    { HOME: home, LANG: 'zh_CN.UTF-8', ...env },
    { stdin: Readable.from([stdin]), stdout: into('out'), stderr: into('err') },
  );
  return { code, ...said };
}
