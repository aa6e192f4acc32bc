/**
 * The only reader of the environment, and of the secrets in the data directory. Hands plain values on; knows nothing
 * of what they are used for.
 */
export { ConfigError, isLoopback, readConfig, type Config } from './config.ts';
export { projectPaths, type ProjectPaths } from './paths.ts';
export { loadSecrets, type Secrets } from './secrets.ts';
export { terminalLanguage } from './terminal-language.ts';
