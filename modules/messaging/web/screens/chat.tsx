import { Loaded } from '#kernel/web/loaded.tsx';
import type { ScreenProps } from '#kernel/web/module-web.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { readConversation } from '../../contract/conversations.ts';
import '../messaging.css';
import { GovernedChat } from '../governing.tsx';
import { ChatView } from '../parts/chat-view.tsx';

export function Chat({ params }: ScreenProps) {
  const conversationId = params.conversationId ?? '';
  const read = useRead(readConversation, { conversationId });
  return (
    <Loaded read={read} shape="rows" count={6}>
      {(conversation) => (
        <GovernedChat key={conversationId} conversationId={conversationId} group={conversation.kind === 'group'}>
          <ChatView conversation={conversation} old={read.old} />
        </GovernedChat>
      )}
    </Loaded>
  );
}
