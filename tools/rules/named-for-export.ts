import { camelCase } from '../camel-case.ts';
import { exportedValues } from '../exported-values.ts';
import { lineOf } from '../lines.ts';
import type { Rule } from '../rule.ts';

const ONE_THING = /^modules\/[^/]+\/server\/(commands|queries|on|guards|jobs|timers)\/([^/]+)\.ts$/;

/** Under commands, queries, on, guards, jobs and timers a file exports one value, and has its name. */
export const namedForExport: Rule = {
  name: 'named-for-export',
  rooms: /^modules\/[^/]+\/server\/(commands|queries|on|guards|jobs|timers)$/,
  reads: (path) => ONE_THING.test(path) && !path.endsWith('.test.ts'),
  *find(tree, files) {
    for (const file of files) {
      const source = tree.syntax(file);
      const values = exportedValues(source);
      const wanted = camelCase(ONE_THING.exec(file)?.[2] ?? '');
      if (!values.some((value) => value.name === wanted))
        yield { file, line: 0, message: `exports no ${wanted}: a file is named for the one thing it exports` };
      for (const value of values) {
        if (value.name !== wanted)
          yield { file, line: lineOf(source, value.node), message: `exports ${value.name} beside ${wanted}` };
      }
    }
  },
};
