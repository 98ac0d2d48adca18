import type { Logger } from 'pino';
import type { NodeMessage, OpenNodeBus } from './node-bus.ts';

/** NATS takes a megabyte; what is larger is read from the database by whoever gets its number. */
const mostBytes = 500_000;

/**
 * The bus over core NATS (delivered once or not at all). `url`: `nats://host:4222`, with a name and password or a token in it
 * where the server asks for one; `tls://` for an encrypted connection. Goes on trying for as long as the server is away.
 */
export const natsBus =
  (url: string, log: Logger): OpenNodeBus =>
  async (epoch, take) => {
    // Most companies run one process, and needn't hold the client in memory.
    const { connect } = await import('@nats-io/transport-node');
    const { host, protocol, username, password } = new URL(url);
    const connection = await connect({
      servers: host,
      ...(username
        ? password
          ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
          : { token: decodeURIComponent(username) }
        : {}),
      ...(protocol === 'tls:' ? { tls: {} } : {}),
      name: 'guiju',
      noEcho: true,
      maxReconnectAttempts: -1,
      waitOnFirstConnect: true,
    });
    const subject = `guiju.${epoch}`;
    connection.subscribe(subject, {
      callback: (error, message) => {
        if (error) log.warn({ err: error }, 'nats');
        else take(message.json<NodeMessage>());
      },
    });
    return {
      tell: (message) => {
        const text = JSON.stringify(message);
        const small = message.kind === 'numbered' && text.length * 3 > mostBytes;
        try {
          connection.publish(subject, small ? JSON.stringify({ ...message, events: [] }) : text);
        } catch (error) {
          log.debug({ err: error }, 'nats');
        }
      },
      close: async () => {
        await connection.drain().catch(() => {});
      },
    };
  };
