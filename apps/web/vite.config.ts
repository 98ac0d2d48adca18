import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The web client. `__CSP_NONCE__` in the built page stands wherever a nonce belongs: the server replaces it at each
 * answer. Each language's words are one file, so that only the reader's language is fetched.
 */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export
export default defineConfig({
  root: here('.'),
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  server: { host: '127.0.0.1', proxy: { '/api': { target: 'http://127.0.0.1:8080', ws: true } } },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // Anything inlined as data: would need a hole in the policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'words-zh', test: /words\.zh\.json$/ },
            { name: 'words-en', test: /words\.en\.json$/ },
          ],
        },
      },
    },
  },
});
