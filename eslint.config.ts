import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist', '.cache', 'node_modules']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Use a named export, so that a thing has one name.',
        },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    // It is the same in a page that the relay serves to any browser.
    files: ['extension/panel/**'],
    ignores: ['**/*.test.*'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: ['webextension-polyfill'],
          patterns: [
            {
              group: ['**/contracts/*-storage.ts'],
              message: 'The panel has the extension around it only through its surroundings.ts.',
            },
          ],
        },
      ],
    },
  },
  {
    // Tools that require a default export, and command lines that talk to a person.
    files: ['*.config.ts', '**/manifest.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['tools/**', 'bench/**', 'relay/command-line/**'],
    rules: { 'no-console': 'off' },
  },
);
