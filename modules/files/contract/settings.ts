import { z } from 'zod';
import { manageSettings } from '#kernel/contract/kernel-operations.ts';
import { setting } from '#kernel/contract/setting.ts';

export const mostMegabytes = setting({
  name: 'files.mostMegabytes',
  scope: 'company',
  shape: z.int().min(1).max(1000),
  initial: 50,
  words: { zh: '单个文件最大多少 MB', en: 'Largest file, in megabytes' },
  changedBy: manageSettings,
});

/**
 * Names of types as file names end, and two that no name tells: `macro` (an office file with macros, whatever it is called)
 * and `active-svg` (a drawing that contains scripts or loads things).
 */
export const refusedTypes = setting({
  name: 'files.refusedTypes',
  scope: 'company',
  shape: z.array(z.string().regex(/^[a-z0-9-]{1,20}$/)).max(300),
  initial: [
    // Programs, libraries, installers
    ...['exe', 'com', 'scr', 'pif', 'cpl', 'dll', 'sys', 'drv', 'ocx', 'msi', 'msp', 'msix', 'appx', 'elf', 'macho'],
    ...['app', 'pkg', 'dmg', 'deb', 'rpm', 'apk', 'ipa', 'jar', 'class', 'wasm', 'swf', 'run', 'xap', 'gadget'],
    // Scripts
    ...['bat', 'cmd', 'ps1', 'psm1', 'psd1', 'vbs', 'vbe', 'vb', 'js', 'jse', 'mjs', 'wsf', 'wsh', 'wsc', 'sct'],
    ...['sh', 'bash', 'command', 'php', 'py', 'pl', 'rb', 'hta', 'scpt', 'applescript', 'ahk'],
    // What leads elsewhere or changes the system
    ...['lnk', 'url', 'scf', 'reg', 'inf', 'chm', 'hlp', 'desktop', 'webloc', 'library-ms', 'settingcontent-ms', 'iso'],
    // Pages
    ...['html', 'htm', 'xhtml', 'shtml', 'mht', 'mhtml', 'svgz', 'active-svg'],
    // Office files with macros
    ...['macro', 'docm', 'dotm', 'xlsm', 'xltm', 'xlam', 'xll', 'pptm', 'potm', 'ppsm', 'ppam', 'sldm'],
  ],
  words: {
    zh: '不允许上传的文件类型（macro 指含宏的办公文档，active-svg 指含脚本的 SVG）',
    en: 'Types of files that can’t be uploaded (macro: office files with macros; active-svg: SVG with scripts)',
  },
  changedBy: manageSettings,
});
