import { z } from 'zod';

/**
 * A strict content security policy forbids the code that zod would otherwise generate. zod decides so when a schema is
 * made: this file is imported before any contract.
 */
z.config({ jitless: true });
