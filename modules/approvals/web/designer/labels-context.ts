import { createContext } from 'react';

/** Puts FEEL into words, by the labels of the fields; the same function as long as no label changes. */
export const LabelsContext = createContext<(text: string) => string>((text) => text);
