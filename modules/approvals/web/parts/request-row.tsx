import type { ReactNode } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { ListRow } from '#design/list-row.tsx';
import type { Words } from '#kernel/contract/words.ts';
import { useLanguage } from '#kernel/web/language.ts';
import { RowLink } from '#kernel/web/row-link.tsx';
import { When } from '#kernel/web/when.tsx';

/** One request in a list: whose and what, where it stands, and the one thing that decides. */
export function RequestRow(props: {
  request: {
    readonly requestId: string;
    readonly title: Words;
    readonly summary: Words;
    readonly applicant: { readonly name: string };
  };
  at: string;
  title?: string;
  line: ReactNode;
}) {
  const language = useLanguage();
  const { request } = props;
  return (
    <RowLink to={`/approvals/${request.requestId}`}>
      <ListRow
        lead={<Avatar name={request.applicant.name} />}
        title={props.title ?? `${request.applicant.name} · ${request.title[language]}`}
        line={
          <>
            {request.summary[language]} · {props.line}
          </>
        }
        when={<When at={props.at} />}
      />
    </RowLink>
  );
}
