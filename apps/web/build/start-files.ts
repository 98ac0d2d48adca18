import type { Plugin } from 'vite';

/** Packages that every page needs whole. */
const always = /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack|wouter|zod)\//;

/**
 * Puts everything that the program imports at once into two files: the packages under it, which stay the same from one
 * version to the next, and ours with what it needs. A hundred small files would each be asked for, and compressed, alone.
 */
export function startFiles(): Plugin {
  const atStart = new Set<string>();
  return {
    name: 'start-files',
    config: () => ({
      build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: fileOf, debugName: 'start' }] } } } },
    }),
    buildEnd() {
      atStart.clear();
      const wanted = [...this.getModuleIds()].filter((id) => this.getModuleInfo(id)?.isEntry);
      for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
        if (atStart.has(id)) continue;
        atStart.add(id);
        wanted.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };

  function fileOf(id: string): 'packages' | 'start' | null {
    if (always.test(id)) return 'packages';
    return atStart.has(id) && !id.includes('/node_modules/') ? 'start' : null;
  }
}
