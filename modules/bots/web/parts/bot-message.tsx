import { useWords } from '#kernel/web/language/use-words.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import type { MessageCardProps } from '#modules/messaging/contract/parts.ts';
import { readPicture } from '../../contract/operations.ts';
import { type MarkdownLine, readMarkdown } from '../../contract/read-markdown.ts';
import { botMessageBody } from '../../contract/said.ts';
import { words } from '../words.ts';
import { OutsideLink } from './outside-link.tsx';
import '../bots.css';

/** What a program said. Nothing of it is HTML, and nothing is fetched from where it leads. */
export function BotMessage({ body }: MessageCardProps) {
  const t = useWords(words);
  const message = botMessageBody.safeParse(body).data;
  if (!message) return null;
  const { said, text } = message;
  switch (said.kind) {
    case 'text':
      return (
        <div className="bots-text" dir="auto">
          {text}
        </div>
      );
    case 'markdown':
      return (
        <div className="bots-text" dir="auto">
          {readMarkdown(said.markdown).map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was said never changes
            <Line key={at} line={line} />
          ))}
        </div>
      );
    case 'picture':
      return (
        <img
          className="bots-picture"
          src={fileUrl(readPicture, { pictureId: said.pictureId })}
          alt={t('picture', { name: message.from })}
          loading="lazy"
        />
      );
    case 'links':
      return (
        <ul className="bots-links">
          {said.links.map((link) => (
            <li key={`${link.title} ${link.url}`}>
              <OutsideLink url={link.url}>{link.title}</OutsideLink>
              {link.text ? <div className="gj-second">{link.text}</div> : null}
            </li>
          ))}
        </ul>
      );
    case 'card':
      return (
        <div className="bots-card">
          <strong dir="auto">{said.title}</strong>
          {said.text ? <div className="bots-text">{said.text}</div> : null}
          {said.facts.length > 0 ? (
            <dl>
              {said.facts.map((fact) => (
                <div key={`${fact.name} ${fact.value}`}>
                  <dt>{fact.name}</dt>
                  <dd>{fact.url ? <OutsideLink url={fact.url}>{fact.value}</OutsideLink> : fact.value}</dd>
                </div>
              ))}
            </dl>
          ) : null}
          {said.links.map((link) => (
            <OutsideLink key={`${link.title} ${link.url}`} url={link.url}>
              {link.title}
            </OutsideLink>
          ))}
        </div>
      );
  }
}

function Line({ line }: { line: MarkdownLine }) {
  const pieces = line.pieces.map((piece, at) => {
    const key = `${at} ${piece.text}`;
    if (piece.url)
      return (
        <OutsideLink key={key} url={piece.url}>
          {piece.text}
        </OutsideLink>
      );
    if (piece.style === 'strong') return <strong key={key}>{piece.text}</strong>;
    if (piece.style === 'code') return <code key={key}>{piece.text}</code>;
    return (
      <span key={key} data-tone={piece.style === 'plain' ? undefined : piece.style}>
        {piece.text}
      </span>
    );
  });
  const said = line.heading > 0 ? <strong className="bots-heading">{pieces}</strong> : pieces;
  return line.quoted ? <blockquote>{said}</blockquote> : <div className="bots-line">{said}</div>;
}
