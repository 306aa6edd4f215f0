/* What Material writes into every page as an inline script, moved to a file so that the policy can refuse all inline ones. */
var __md_scope = new URL(document.currentScript.dataset.base, location);
var __md_hash = function (text) { return [...text].reduce(function (made, one) { return (made << 5) - made + one.charCodeAt(0); }, 0); };
var __md_get = function (key, storage, scope) {
  try { return JSON.parse((storage || localStorage).getItem((scope || __md_scope).pathname + "." + key)); } catch (error) { return null; }
};
var __md_set = function (key, value, storage, scope) {
  try { (storage || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value)); } catch (error) { /* a reader who keeps nothing */ }
};
