import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { WebSocket } from 'ws';
import { type ApprovalsHouse, personId, tokenOf } from './approvals-house.ts';
import type { HttpClient } from './http-client.ts';

/** The id of the n-th group. */
export const groupId = (n: number): string => `02000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Makes a group of these people, by number; its first is the owner. */
export async function makeGroup(owner: pg.Pool, n: number, members: readonly number[]): Promise<string> {
  const id = groupId(n);
  const ids = members.map(personId);
  await owner.query(
    `insert into messaging.conversation (id, kind, name, owner_id, last_seq, last_at, member_count, made_at, made_by)
     values ($1, 'group', '群' || $2::text, $3, 0, '2026-01-01', $4, '2026-01-01', $3)`,
    [id, n, ids[0], ids.length],
  );
  await owner.query(
    `insert into messaging.member (conversation_id, person_id, joined_seq, joined_at, read_seq)
     select $1, unnest($2::uuid[]), 0, '2026-01-01', 0`,
    [id, ids],
  );
  return id;
}

/** What everybody says. */
export const sentence = '今天下午三点在二楼会议室过一遍合同，请把改过的版本带上。';

/** Sends a message; throws where it wasn't taken. Gives its place. */
export async function sendOne(http: HttpClient, conversationId: string, person: number): Promise<number> {
  const answer = await http.call(
    'messaging.sendMessage',
    { conversationId, clientId: randomUUID(), text: sentence },
    tokenOf(person),
  );
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return Number(answer.body.seq);
}

/** How often a message stands in a frame. */
export function countMessages(frame: Buffer): number {
  let count = 0;
  for (let at = frame.indexOf(mark); at >= 0; at = frame.indexOf(mark, at + mark.length)) count += 1;
  return count;
}
const mark = Buffer.from('messaging.messageSent');

/** The push connection of a person, after the server has taken it; from where it was, if it was there before. */
export function listen(
  house: Pick<ApprovalsHouse, 'port'>,
  person: number,
  take: (frame: Buffer) => void,
  resume?: { epoch: string; after: number },
): Promise<{ socket: WebSocket; epoch: string }> {
  const socket = new WebSocket(`ws://127.0.0.1:${house.port}/api/v1/push`, {
    headers: { cookie: `guiju=${tokenOf(person)}` },
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('push was closed')));
    socket.once('message', (data) => {
      const hello = JSON.parse(String(data)) as { epoch: string; number: number };
      socket.on('message', take);
      socket.once('message', () => resolve({ socket, epoch: hello.epoch }));
      socket.send(JSON.stringify({ type: 'resume', epoch: hello.epoch, after: hello.number, ...resume }));
      socket.send('{"type":"ping"}');
    });
  });
}
