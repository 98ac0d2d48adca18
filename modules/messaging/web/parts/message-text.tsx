const address = /(https?:\/\/[^\s<>"'，。；：、！？（）《》【】“”]+)/;

/** What turns the direction of a text against how it reads: `gnp.exe` must not look like `exe.png`. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text as it was typed: never as HTML, its writing direction kept to itself, addresses as links. */
export function MessageText({ text }: { text: string }) {
  const parts = text
    .replace(turns, '')
    .split(address)
    .map((part, at) => ({ key: at, part, link: at % 2 === 1 }));
  return (
    <div className="msg-text" dir="auto">
      {parts.map(({ key, part, link }) =>
        link ? (
          <a
            key={key}
            href={part}
            {...(part.startsWith(`${location.origin}/`) ? {} : { target: '_blank' })}
            rel="noreferrer"
          >
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
