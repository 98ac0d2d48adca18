import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** What came back: the status and the parsed body. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/**
 * One kept-alive connection that posts operations, one after the other. Written on the bare socket: the load generator
 * shares the machine with what it measures, and Node's own client would take as long as the server.
 */
export class HttpClient {
  readonly #socket: Socket;
  readonly #port: number;
  #received = '';
  #waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;

  constructor(port: number) {
    this.#port = port;
    this.#socket = connect(port, '127.0.0.1').setNoDelay(true).setEncoding('utf8');
    this.#socket.on('data', (text) => this.#take(String(text)));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('connection closed')));
  }

  call(operation: string, input: unknown, token: string): Promise<HttpAnswer> {
    // The server closes what lies idle for a minute.
    if (this.#socket.destroyed) return Promise.reject(new Error('connection closed'));
    const body = JSON.stringify(input);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(
        `POST /api/v1/${operation} HTTP/1.1\r\nhost: 127.0.0.1:${this.#port}\r\ncontent-type: application/json\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\ncookie: guiju=${token}\r\n` +
          `guiju-command-id: ${randomUUID()}\r\n\r\n${body}`,
      );
    });
  }

  #take(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#received.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    const rest = this.#received.slice(end + 4);
    if (Buffer.byteLength(rest) < length) return;
    this.#received = '';
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve({ status: Number(head.slice(9, 12)), body: JSON.parse(rest) });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }
}
