import { join } from 'node:path';
import type { Outcome } from './outcome.ts';
import type { Finding } from './rule.ts';
import { runProgram } from './run-program.ts';
import type { SourceTree } from './source-tree.ts';

const COMPILER = join(import.meta.dirname, '../node_modules/typescript-native/bin/tsc');

/** The three worlds that code is compiled for, with the rooms of each. */
export const typeProjects: readonly { name: string; config: string; rooms: RegExp }[] = [
  {
    name: 'types-server',
    config: 'tsconfig.json',
    rooms: /^(kernel\/server|facades|apps\/(server|cli)|bench|tools|e2e)$/,
  },
  { name: 'types-pure', config: 'tsconfig.pure.json', rooms: /^(kernel\/contract|modules\/[^/]+\/(contract|domain))$/ },
  { name: 'types-web', config: 'tsconfig.web.json', rooms: /^(kernel\/web|design|apps\/web|modules\/[^/]+\/web)$/ },
];

/** Compiles one project without writing anything; counts the files of ours that the compiler read. */
export async function typeRules(tree: SourceTree, project: (typeof typeProjects)[number]): Promise<Outcome> {
  const of = 'files';
  if (!tree.folders.some((folder) => project.rooms.test(folder)))
    return { read: 0, of, findings: [], waits: `rooms of ${project.config}` };
  const { code, stdout, stderr } = await runProgram(
    tree.root,
    COMPILER,
    '-p',
    project.config,
    '--pretty',
    'false',
    '--listFiles',
  );
  const findings: Finding[] = [];
  let read = 0;
  for (const line of stdout.split('\n')) {
    const [, file, at, message] = /^(.+?)\((\d+),\d+\): error (.*)$/.exec(line) ?? [];
    if (file && at && message) findings.push({ file, line: Number(at), message });
    else if (/^error /.test(line))
      findings.push({ file: project.config, line: 0, message: line.slice('error '.length) });
    else if (/^([A-Z]:)?\/.*\.[a-z]+$/.test(line) && !line.includes('/node_modules/')) read++;
  }
  if (code !== 0 && findings.length === 0)
    findings.push({
      file: project.config,
      line: 0,
      message: `the compiler ended with ${code}: ${stderr.slice(0, 500)}`,
    });
  return { read, of, findings };
}
