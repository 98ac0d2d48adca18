import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { FactList } from '#design/fact-list.tsx';
import { FieldFrame } from '#design/field-frame.tsx';
import { Input } from '#design/input.tsx';
import { Note } from '#design/note.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { explainThing } from '../../contract/assignments.ts';
import { words } from '../words.ts';

type Answer = OutputOf<typeof explainThing>;
type Thing = Answer['things'][number];

/** Why this person sees one thing, named by its address or number. The question is kept, so it is asked on purpose. */
export function WhySeen({ personId }: { personId: string }) {
  const t = useWords(words);
  const ask = useCommand(explainThing);
  const [thing, setThing] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const send = async () => {
    setAnswer(undefined);
    setAnswer(await ask.run({ personId, thing: thing.trim() }));
  };
  return (
    <form
      className="gj-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (thing.trim() && !ask.running) void send();
      }}
    >
      <FieldFrame id="why-thing" label={t('why.thing')} hint={t('why.thingHint')}>
        <Input
          id="why-thing"
          describedBy="why-thing-told"
          value={thing}
          most={1000}
          onChange={(next) => setThing(next ?? '')}
        />
      </FieldFrame>
      <div>
        <Button kind="primary" type="submit" busy={ask.running} disabled={!thing.trim()}>
          {t('why.ask')}
        </Button>
      </div>
      {ask.failure ? <FailureNote failure={ask.failure} kept /> : null}
      {answer?.things.length === 0 ? <Note tone="accent" title={t('why.noThing')} /> : null}
      {answer?.things.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is told has no id: it may name nothing that identifies the thing
        <ThingCard key={at} thing={one} name={answer.person.name} />
      ))}
    </form>
  );
}

function ThingCard({ thing, name }: { thing: Thing; name: string }) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const list = (all: readonly string[]) => all.join(language === 'zh' ? '、' : ', ');
  return (
    <Card title={thing.what[language]}>
      {thing.because.length === 0 ? <p>{t('why.unseen', { name })}</p> : null}
      {thing.because.map((one) => (
        <section key={one.rule[language]} className="access-why">
          <p>{one.rule[language]}</p>
          <FactList
            facts={[
              ...one.roles.map((way) => ({
                name: t(`why.${way.kind}`),
                value: `${way.role.name[language]} · ${
                  list([...way.departments, ...way.employers].map(({ name: place }) => place)) ||
                  t(`reach.${way.reach}`)
                }${way.post ? ` · ${t('why.post', { post: way.post.name })}` : ''}`,
              })),
              ...(one.since ? [{ name: t('why.since'), value: format.exact(one.since) }] : []),
              ...(one.until ? [{ name: t('role.until'), value: format.exact(one.until) }] : []),
            ]}
          />
        </section>
      ))}
      {thing.hidden.length > 0 ? (
        <Note tone="warn" title={t('why.hidden')}>
          {thing.hidden.map((rule) => (
            <p key={rule[language]}>{rule[language]}</p>
          ))}
        </Note>
      ) : null}
    </Card>
  );
}
