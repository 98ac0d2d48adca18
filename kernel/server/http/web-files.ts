import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

export interface WebFile {
  readonly body: Buffer;
  readonly headers: Record<string, string>;
}

interface Held {
  readonly plain: Buffer;
  readonly etag: string;
  gzip?: Buffer;
  brotli?: Buffer;
}

/** Serves the built web client: hashed assets for ever, the page anew each time with its nonce. Compressed once, on first use. */
export function makeWebFiles(folder: string) {
  const held = new Map<string, Promise<Held | undefined>>();

  function load(path: string): Promise<Held | undefined> {
    let loading = held.get(path);
    if (!loading) {
      loading = readFile(join(folder, path)).then(
        (plain) => ({ plain, etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"` }),
        () => undefined,
      );
      // A bounded folder of our own files: what is asked for and missing isn't remembered.
      held.set(path, loading);
      loading.then((file) => file ?? held.delete(path));
    }
    return loading;
  }

  function compressed(file: Held, accepts: string): { body: Buffer; encoding?: string } {
    if (file.plain.length < 1_000) return { body: file.plain };
    if (/\bbr\b/.test(accepts)) {
      file.brotli ??= brotliCompressSync(file.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
      return { body: file.brotli, encoding: 'br' };
    }
    if (/\bgzip\b/.test(accepts)) {
      file.gzip ??= gzipSync(file.plain);
      return { body: file.gzip, encoding: 'gzip' };
    }
    return { body: file.plain };
  }

  return {
    /** A built file, or undefined. `path` is the URL's path. */
    async asset(path: string, accepts: string): Promise<(WebFile & { etag: string }) | undefined> {
      let decoded: string;
      try {
        decoded = decodeURIComponent(path);
      } catch {
        return undefined;
      }
      const clean = normalize(decoded).replace(/^[/\\]+/, '');
      const type = mediaTypes[extname(clean)];
      if (!type || clean.split(sep).includes('..') || clean === 'index.html' || clean.includes('\0')) return undefined;
      const file = await load(clean);
      if (!file) return undefined;
      const { body, encoding } = compressed(file, accepts);
      return {
        body,
        etag: file.etag,
        headers: {
          'content-type': type,
          etag: file.etag,
          vary: 'accept-encoding',
          'cache-control': clean.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
          ...(encoding ? { 'content-encoding': encoding } : {}),
        },
      };
    },
    /** The page, with a fresh nonce in it and in its policy. Undefined where the client isn't built. */
    async page(): Promise<{ html: string; nonce: string } | undefined> {
      const file = await load('index.html');
      if (!file) return undefined;
      const nonce = randomBytes(16).toString('base64');
      return { html: file.plain.toString('utf8').replaceAll('__CSP_NONCE__', nonce), nonce };
    },
  };
}
