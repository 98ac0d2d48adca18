import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const outFolder = 'dist/server';

/** What stands beside a source (migrations, seeds, workers) is found beside it from the built file too. */
function ownPlaces(): Plugin {
  return {
    name: 'own-places',
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('import.meta.url')) return null;
      const place = JSON.stringify(`../../${relative(root, id).split(sep).join('/')}`);
      // On one line, so that the source map stays right to the line.
      return { code: code.replaceAll('import.meta.url', `new URL(${place}, import.meta.url).href`), map: null };
    },
  };
}

/**
 * The server in few files: what starts the database, and the house. Reading two thousand files and taking their types away took
 * longer than everything else at a start.
 */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export
export default defineConfig({
  plugins: [ownPlaces()],
  // Left where npm put them: what is read only when it is needed, and what finds files of its own beside itself.
  ssr: { noExternal: true, external: ['sharp', 'pdfkit', 'qr', 'nodemailer', 'file-type', '@nats-io/transport-node'] },
  build: {
    ssr: true,
    outDir: outFolder,
    emptyOutDir: true,
    target: 'esnext',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: ['apps/server/main.ts', 'apps/server/make-template.ts'],
      output: { chunkFileNames: '[name].js', sourcemapExcludeSources: true },
    },
  },
});
