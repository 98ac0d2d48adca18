import { useLocation } from 'wouter';
import { Watermark } from '#design/watermark.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useIsSecretShown } from '#kernel/web/identity/secret-on-screen.ts';
import { readWatermark } from '../../contract/operations.ts';
import type { WatermarkPlace } from '../../contract/settings.ts';

/** Where pages of a kind begin. */
const begins: Readonly<Record<WatermarkPlace, readonly string[]>> = {
  messages: ['/messages', '/bots'],
  requests: ['/requests', '/todo', '/approvals', '/bulletins'],
  directory: ['/directory'],
  groups: ['/groups'],
  policy: ['/policy'],
  admin: ['/admin'],
};

/** The watermark, on the pages that the company chose, and wherever a secret is shown. */
export function Watermarked() {
  const [path] = useLocation();
  const secret = useIsSecretShown();
  const { data } = useRead(readWatermark, {});
  if (!data) return null;
  const here = data.places.some((place) =>
    begins[place].some((start) => path === start || path.startsWith(`${start}/`)),
  );
  return here || (secret && data.secrets) ? <Watermark text={data.text} /> : null;
}
