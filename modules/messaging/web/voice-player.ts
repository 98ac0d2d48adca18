import { useEffect, useSyncExternalStore } from 'react';
import { call } from '#kernel/web/calls/call.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { readFile } from '#modules/files/contract/operations.ts';
import { hearVoice } from '../contract/media.ts';

/** A voice message on the screen. */
export interface Voice {
  readonly conversationId: string;
  readonly seq: number;
  readonly fileId: string;
  /** Somebody else's that the reader hasn't listened to. */
  readonly unheard: boolean;
}

/** What plays now, and whether it is held. `failed`: this browser can't play it, or it is gone. */
export interface Playing {
  readonly fileId: string;
  readonly state: 'loading' | 'playing' | 'paused' | 'failed';
}

/** Plays one voice message at a time; after one that was new, the next new one of the conversation follows. */
class VoicePlayer {
  private readonly voices = new Map<string, Voice>();
  private readonly listeners = new Set<() => void>();
  private audio: HTMLAudioElement | undefined;
  private playing: Playing | undefined;

  readonly now = () => this.playing;
  readonly listen = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  private set(playing: Playing | undefined): void {
    this.playing = playing;
    for (const listener of this.listeners) listener();
  }

  show(voice: Voice): () => void {
    this.voices.set(voice.fileId, voice);
    return () => {
      if (this.voices.get(voice.fileId) === voice) this.voices.delete(voice.fileId);
    };
  }

  /** Plays it, or holds it and lets it go on. */
  press(voice: Voice): void {
    if (this.playing?.fileId === voice.fileId && this.audio && this.playing.state !== 'failed') {
      const paused = this.playing.state === 'playing';
      this.set({ fileId: voice.fileId, state: paused ? 'paused' : 'playing' });
      if (paused) this.audio.pause();
      else void this.audio.play().catch(() => this.set({ fileId: voice.fileId, state: 'failed' }));
      return;
    }
    void this.play(voice);
  }

  private async play(voice: Voice): Promise<void> {
    const { fileId, conversationId, seq } = voice;
    this.stop();
    this.set({ fileId, state: 'loading' });
    try {
      const answer = await fetch(fileUrl(readFile, { fileId }));
      if (!answer.ok) throw new Error(String(answer.status));
      const url = URL.createObjectURL(await answer.blob());
      if (this.playing?.fileId !== fileId) return URL.revokeObjectURL(url);
      const audio = new Audio(url);
      this.audio = audio;
      audio.onended = () => {
        this.stop();
        const next = voice.unheard ? this.newAfter(voice) : undefined;
        if (next) void this.play(next);
        else this.set(undefined);
      };
      await audio.play();
      this.set({ fileId, state: 'playing' });
      // Were it not noted, it would be marked as new once more.
      if (voice.unheard) call(hearVoice, { conversationId, seq }).catch(() => {});
    } catch {
      if (this.playing?.fileId === fileId) this.set({ fileId, state: 'failed' });
    }
  }

  private newAfter({ conversationId, seq }: Voice): Voice | undefined {
    const later = [...this.voices.values()].filter(
      (voice) => voice.conversationId === conversationId && voice.seq > seq && voice.unheard,
    );
    return later.sort((one, other) => one.seq - other.seq)[0];
  }

  private stop(): void {
    if (!this.audio) return;
    this.audio.onended = null;
    this.audio.pause();
    URL.revokeObjectURL(this.audio.src);
    this.audio = undefined;
  }
}

const player = new VoicePlayer();

/** What of this voice message plays, and the press on it. While it is on the screen it can follow another. */
export function useVoice({ conversationId, seq, fileId, unheard }: Voice) {
  useEffect(() => player.show({ conversationId, seq, fileId, unheard }), [conversationId, seq, fileId, unheard]);
  const playing = useSyncExternalStore(player.listen, player.now);
  return {
    state: playing?.fileId === fileId ? playing.state : undefined,
    press: () => player.press({ conversationId, seq, fileId, unheard }),
  };
}
