/**
 * The manifest's `key`: an RSA-2048 public key, base64 of its SPKI DER. It fixes the extension's id wherever
 * it is loaded from. Its private half was thrown away: it signs nothing.
 */
export const EXTENSION_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApPAm8IilWO4HU5HsTHXYwfPDXcEFvmAPruZT0us/B1MPoHs17EqGYjoeD1Llzi/xsueHwO7O0ZvGL+9h1bsSOazy2UEQzgqxbTbZh3h1NwIJ7Qt/Aw8E50BPGDf/Qhhu8c0Ipx6uhgms+Tde5M/wJADPD1Zf0xEkzTmF1LG8ssEr08Iw0vcAeHLYjpEgVA70PX0+GL93Qk9QUhABxfySSjnQk61VX4OT+jZ/r6uDLvboAkfxvNnyzF1G5wjo3V2Lush2GnxJhRiJjayiHXCz7y4ERtp/XRPCQ/yAnDOCOqpUJ07VNo9gxcuAfYNfncaCSUpJEzVjoK7JxyYwct9fXwIDAQAB';

/** What Chrome makes of the key: the first 16 bytes of its SHA-256, each half byte a letter from a to p. */
export const EXTENSION_ID = 'lfacpeailmhpialeodgmagobofkkpafn';

/** The `Origin` of the extension's pages and service worker. */
export const EXTENSION_ORIGIN = `chrome-extension://${EXTENSION_ID}`;
