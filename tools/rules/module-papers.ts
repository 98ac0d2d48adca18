import type { Rule } from '../rule.ts';

/** Every module explains itself in a README.md, and has its screens' words in both languages. */
export const modulePapers: Rule = {
  name: 'module-papers',
  rooms: /^modules\/[^/]+$/,
  reads: (path) => /^modules\/[^/]+\//.test(path),
  *find(tree, files) {
    const has = new Set(files);
    for (const name of tree.modules()) {
      const papers = [`modules/${name}/README.md`];
      if (tree.folders.includes(`modules/${name}/web`))
        papers.push(`modules/${name}/web/words.zh.json`, `modules/${name}/web/words.en.json`);
      for (const paper of papers) if (!has.has(paper)) yield { file: paper, line: 0, message: 'is missing' };
      const readme = papers[0] ?? '';
      if (has.has(readme) && tree.text(readme).trim().length < 80)
        yield { file: readme, line: 1, message: 'says nothing of what the module is for' };
    }
  },
};
