import { camelCase } from '../camel-case.ts';
import { declaredOperations } from '../declared-operations.ts';
import type { Rule } from '../rule.ts';

const CONTRACT = /^modules\/[^/]+\/contract\/.*\.ts$/;
const HANDLER = /^modules\/([^/]+)\/server\/(commands|queries|jobs)\/([^/]+)\.ts$/;

/** Where each kind of operation is carried out. `jobs` also holds timers, which no contract names. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  command: ['commands'],
  unattributed: ['commands'],
  upload: ['commands'],
  query: ['queries'],
  download: ['queries'],
  job: ['jobs', 'commands'],
};

/** Every operation of a contract has exactly one handler file, and every command or query file an operation. */
export const oneHandler: Rule = {
  name: 'one-handler',
  rooms: /^modules\/[^/]+\/contract$/,
  reads: (path) => (CONTRACT.test(path) || HANDLER.test(path)) && !path.endsWith('.test.ts'),
  *find(tree, files) {
    const operations = declaredOperations(
      tree,
      files.filter((file) => CONTRACT.test(file)),
    );
    const handlers = files.flatMap((file) => {
      const [, module, folder = '', name = ''] = HANDLER.exec(file) ?? [];
      return module === undefined ? [] : [{ file, module, folder, name: camelCase(name) }];
    });
    for (const operation of operations) {
      const where = FOLDERS[operation.kind] ?? [];
      const own = handlers.filter((one) => one.module === operation.module && one.name === operation.name);
      const message = `${operation.kind} ${operation.module}.${operation.name}`;
      if (own.length === 0)
        yield { ...operation, message: `${message} has no handler in server/${where.join(' or ')}` };
      if (own.length > 1)
        yield {
          ...operation,
          message: `${message} has ${own.length} handlers: ${own.map((one) => one.file).join(', ')}`,
        };
      for (const handler of own) {
        if (!where.includes(handler.folder))
          yield { file: handler.file, line: 0, message: `${message} belongs into server/${where.join(' or ')}` };
      }
    }
    for (const handler of handlers) {
      if (handler.folder === 'jobs') continue;
      if (!operations.some((one) => one.module === handler.module && one.name === handler.name))
        yield { file: handler.file, line: 0, message: `no contract declares ${handler.module}.${handler.name}` };
    }
  },
};
