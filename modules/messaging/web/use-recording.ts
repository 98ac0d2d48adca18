import { useEffect, useRef, useState } from 'react';
import { mostVoiceSeconds } from '../contract/shapes.ts';

/** What was spoken: a file as our list of types names it, and its length. */
export interface Recording {
  readonly file: File;
  readonly seconds: number;
}

export type NoMicrophone = 'voice.none.secure' | 'voice.none.browser' | 'voice.none.allowed' | 'voice.none.device';

const forms = [
  { type: 'audio/webm;codecs=opus', ending: 'weba' },
  { type: 'audio/mp4', ending: 'm4a' },
  { type: 'audio/ogg;codecs=opus', ending: 'ogg' },
];

interface Running {
  readonly recorder: MediaRecorder;
  readonly startedAt: number;
  kept: boolean;
}

/** Records from the microphone, a minute at most. `onRecorded` gets what was kept; what is shorter than a second isn't. */
export function useRecording(onRecorded: (recording: Recording) => void) {
  const [seconds, setSeconds] = useState<number>();
  const [problem, setProblem] = useState<NoMicrophone>();
  const running = useRef<Running>(undefined);
  const asking = useRef(0);
  const tell = useRef(onRecorded);
  tell.current = onRecorded;

  const end = (kept: boolean) => {
    asking.current += 1;
    const now = running.current;
    running.current = undefined;
    setSeconds(undefined);
    if (!now) return;
    now.kept = kept;
    now.recorder.stop();
  };
  const start = async () => {
    setProblem(undefined);
    if (!window.isSecureContext) return setProblem('voice.none.secure');
    if (!navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return setProblem('voice.none.browser');
    const form = forms.find(({ type }) => MediaRecorder.isTypeSupported(type));
    if (!form) return setProblem('voice.none.browser');
    asking.current += 1;
    const turn = asking.current;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const silence = () => {
        for (const track of stream.getTracks()) track.stop();
      };
      // Given up while the browser asked.
      if (turn !== asking.current) return silence();
      const recorder = new MediaRecorder(stream, { mimeType: form.type, audioBitsPerSecond: 32_000 });
      const parts: Blob[] = [];
      const own: Running = { recorder, startedAt: performance.now(), kept: false };
      recorder.ondataavailable = ({ data }) => parts.push(data);
      recorder.onstop = () => {
        silence();
        const length = Math.round((performance.now() - own.startedAt) / 1_000);
        if (!own.kept || length < 1) return;
        const file = new File(parts, `voice.${form.ending}`, { type: form.type.split(';')[0] ?? '' });
        tell.current({ file, seconds: Math.min(length, mostVoiceSeconds) });
      };
      recorder.start();
      running.current = own;
      setSeconds(0);
    } catch (refusal) {
      const missing = refusal instanceof DOMException && refusal.name === 'NotFoundError';
      setProblem(missing ? 'voice.none.device' : 'voice.none.allowed');
    }
  };

  const records = seconds !== undefined;
  useEffect(() => {
    if (!records) return;
    const timer = setInterval(() => {
      const now = running.current;
      if (!now) return;
      const passed = (performance.now() - now.startedAt) / 1_000;
      setSeconds(Math.floor(passed));
      if (passed >= mostVoiceSeconds) end(true);
    }, 200);
    return () => clearInterval(timer);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever leaves the conversation speaks no more
  useEffect(() => () => end(false), []);

  return { seconds, problem, start, end, forget: () => setProblem(undefined) };
}
