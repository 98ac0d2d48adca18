import { lineAt } from '../lines.ts';
import { isProduct } from '../product-files.ts';
import type { Finding, Rule } from '../rule.ts';
import type { SourceTree } from '../source-tree.ts';

type Phrase = { readonly found: RegExp; readonly why: string; readonly except?: RegExp };

const PHRASES: readonly Phrase[] = [
  {
    found: /(?<![\w.:/])\/(work|home|root|Users)\/[\w.-]+/g,
    why: 'a path of one particular machine',
  },
  {
    found: /\bregistry\.(npmjs\.org|yarnpkg\.com|npmmirror\.com)|\bnpm\.pkg\.github\.com/g,
    why: 'the host of a package registry',
  },
  {
    // Z23: labels of state secrets by statute. The file that detects them in what people upload is named state-secret….
    found: /绝密|机密|(?<!商业|保守|泄露|国家|通信)秘密/g,
    why: 'a statutory label of state secrets; ours are 公开, 内部, 普通商密, 核心商密 (Z23)',
    except: /state-secret|state-label|\.md$/,
  },
  {
    found: /\b(TODO|FIXME|XXX|HACK)\b|\b[Cc]oming soon\b|\b[Ll]orem ipsum\b/g,
    why: 'unfinished work: finish it or leave it out',
  },
];

const TEXT = /\.(ts|tsx|mjs|js|json|sql|md|html|css|svg)$/;

/** Words that never stand in what is shipped. */
export const forbiddenPhrases: Rule = {
  name: 'forbidden-phrases',
  rooms: /^(kernel|modules|design|facades|apps)$/,
  reads: (path) => isProduct(path) && TEXT.test(path),
  *find(tree: SourceTree, files): Generator<Finding> {
    for (const file of files) {
      const text = tree.text(file);
      for (const { found, why, except } of PHRASES) {
        if (except?.test(file)) continue;
        for (const hit of text.matchAll(found))
          yield { file, line: lineAt(text, hit.index), message: `“${hit[0]}” is ${why}` };
      }
    }
  },
};
