import { spawn } from 'node:child_process';

/** Runs a program of node_modules on this Node to its end and gives its exit code and all that it wrote. */
export async function runProgram(
  cwd: string,
  script: string,
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part;
  });
  return await new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? 1, stdout, stderr }));
  });
}
