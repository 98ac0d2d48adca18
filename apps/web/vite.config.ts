import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';
import { moduleNames } from './build/module-names.ts';
import { startFiles } from './build/start-files.ts';

/**
 * The web client, built and served from the folder of the house. `__CSP_NONCE__` in the built page stands wherever a
 * nonce belongs: the server replaces it at each answer.
 */
// biome-ignore lint/style/noDefaultExport: Vite reads the default export
export default defineConfig(({ mode }) => {
  const target = loadEnv(mode, '.', 'GUIJU_').GUIJU_DEV_SERVER;
  return {
    root: 'apps/web',
    plugins: [react(), moduleNames(), startFiles()],
    html: { cspNonce: '__CSP_NONCE__' },
    server: { host: '127.0.0.1', ...(target ? { proxy: { '/api': { target, ws: true } } } : {}) },
    build: {
      outDir: '../../dist/web',
      emptyOutDir: true,
      // All files of this version: the service worker keeps them, and a test weighs them.
      manifest: 'files.json',
      target: 'es2023',
      // Anything inlined as data: would need a hole in the policy.
      assetsInlineLimit: 0,
    },
  };
});
