import ts from 'typescript';
import { layers } from './layers.ts';
import { lineAt } from './lines.ts';
import type { Finding } from './rule.ts';
import type { SourceTree } from './source-tree.ts';

type Edge = { readonly from: string; readonly to: string; readonly file: string; readonly line: number };

/**
 * Modules as a graph: every folder has its place in a layer, no module knows a higher one, and there is no circle.
 *
 * dependency-cruiser sees circles of files only: a → b by one file and b → a by another is none for it.
 * Tests and makers are left out: a scenario of approvals may well use the makers of leave.
 */
export function moduleGraph(tree: SourceTree): { read: number; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const layerOf = new Map(layers.flatMap((names, height) => names.map((name) => [name, height] as const)));
  for (const name of tree.modules()) {
    if (!layerOf.has(name))
      findings.push({
        file: `modules/${name}`,
        line: 0,
        message: 'is in no layer: give it its place in tools/layers.ts',
      });
  }
  const files = tree.files.filter(
    (file) => /^modules\/[^/]+\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$|^modules\/[^/]+\/testing\.ts$/.test(file),
  );
  const edges = files.flatMap((file) => edgesOf(tree, file));
  for (const edge of edges) {
    const from = layerOf.get(edge.from);
    const to = layerOf.get(edge.to);
    if (from === undefined || to === undefined || to <= from) continue;
    findings.push({ ...edge, message: `${edge.from} stands below ${edge.to} and must not know it` });
  }
  for (const circle of circlesIn(edges)) {
    const first = edges.find((edge) => edge.from === circle[0] && edge.to === circle[1]);
    if (first) findings.push({ ...first, message: `modules know each other in a circle: ${circle.join(' → ')}` });
  }
  return { read: files.length, findings: findings.map(({ file, line, message }) => ({ file, line, message })) };
}

/** The other modules that a file names, by `#modules/x/…` or by a relative path. */
function edgesOf(tree: SourceTree, file: string): Edge[] {
  const text = tree.text(file);
  const from = file.split('/')[1] ?? '';
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName, pos }) => {
    const path = fileName.startsWith('.')
      ? new URL(fileName, `file:///${file}`).pathname.slice(1)
      : fileName.replace(/^#/, '');
    const to = /^modules\/([^/]+)\//.exec(path)?.[1];
    return to === undefined || to === from ? [] : [{ from, to, file, line: lineAt(text, pos) }];
  });
}

/** Every circle once, as names from one of its modules back to the same. */
function circlesIn(edges: readonly Edge[]): string[][] {
  const known = new Map<string, Set<string>>();
  for (const { from, to } of edges) known.set(from, (known.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const circles: string[][] = [];
  const visit = (name: string, path: readonly string[]): void => {
    const at = path.indexOf(name);
    if (at !== -1) circles.push([...path.slice(at), name]);
    if (at !== -1 || done.has(name)) return;
    for (const next of [...(known.get(name) ?? [])].sort()) visit(next, [...path, name]);
    done.add(name);
  };
  for (const name of [...known.keys()].sort()) visit(name, []);
  return circles;
}
