import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Card } from '#design/card.tsx';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { UploadArea } from '#design/upload-area.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type Masked, type MaskedKind, maskText } from '../../domain/mask-text.ts';
import { words } from '../words.ts';
import '../content.css';

interface Made {
  readonly name: string;
  readonly url: string;
  readonly counts: Masked['counts'];
  readonly pictures: number;
}

/** Makes masked copies of texts and files, in this browser: nothing is sent anywhere. */
export function MaskTool() {
  const t = useWords(words);
  const [text, setText] = useState<string>();
  const [made, setMade] = useState<Made>();
  const [failed, setFailed] = useState<string>();
  const masked = maskText(text ?? '');
  const told = (counts: Masked['counts']) => {
    const parts = (Object.entries(counts) as [MaskedKind, number][]).map(([kind, count]) =>
      t('mask.count', { kind: t(`masked.${kind}`), count }),
    );
    return parts.length === 0 ? t('mask.nothing') : parts.join(' · ');
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    if (made) URL.revokeObjectURL(made.url);
    setMade(undefined);
    const { maskFile } = await import('../mask-file.ts');
    const copy = maskFile(file.name, new Uint8Array(await file.arrayBuffer()));
    setFailed(copy ? undefined : t('mask.cannot', { name: file.name }));
    if (!copy) return;
    const url = URL.createObjectURL(new Blob([new Uint8Array(copy.bytes)]));
    setMade({ name: t('mask.name', { name: file.name }), url, counts: copy.counts, pictures: copy.pictures });
  };
  return (
    <Page title={t('mask')} lead={t('mask.lead')}>
      <Stack gap={4}>
        <Card title={t('mask.ofText')}>
          <Stack gap={3}>
            <label className="gj-unseen" htmlFor="mask-original">
              {t('mask.original')}
            </label>
            <TextArea id="mask-original" value={text} onChange={setText} rows={5} placeholder={t('mask.paste')} />
            {text?.trim() ? (
              <>
                <p className="content-masked" dir="auto">
                  {masked.text}
                </p>
                <p className="gj-second">{told(masked.counts)}</p>
                <div>
                  <Button
                    kind="primary"
                    icon="copy"
                    onPress={() => void navigator.clipboard?.writeText(masked.text).then(() => tell(t('mask.copied')))}
                  >
                    {t('mask.copy')}
                  </Button>
                </div>
              </>
            ) : null}
          </Stack>
        </Card>
        <Card title={t('mask.ofFile')}>
          <Stack gap={3}>
            <UploadArea hint={t('mask.types')} onFiles={(files) => void take(files[0])} />
            {failed ? <Note tone="seal" title={failed} /> : null}
            {made ? (
              <Note
                tone="pass"
                title={made.name}
                actions={
                  <a className="gj-button" href={made.url} download={made.name}>
                    {t('mask.save')}
                  </a>
                }
              >
                {told(made.counts)}
                {made.pictures > 0 ? ` · ${t('mask.pictures', { count: made.pictures })}` : ''}
              </Note>
            ) : null}
          </Stack>
        </Card>
      </Stack>
    </Page>
  );
}
