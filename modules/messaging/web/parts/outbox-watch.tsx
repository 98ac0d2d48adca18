import { useViewer } from '#kernel/web/identity/viewer.ts';
import { useOutbox } from '../outbox.ts';

/** Stands while somebody is signed in: what they typed and couldn't send goes out from every screen. */
export function OutboxWatch() {
  useOutbox(useViewer().personId);
  return null;
}
