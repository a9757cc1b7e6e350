/* app.h - the page as an app: one HTML file for every view, its script, style and map.
 *
 * in     build/web/app, embedded (tools/bundle.sh, tools/embed.sh)
 * out    handlers of the views' addresses and of /assets/NAME
 * how    every view's address gets the same page; the script reads the address and asks /api/v1
 * cost   the reply's size
 * from   -
 *
 * The policy of these replies forbids every foreign host and every inline script.  A program built without node or
 * network serves, instead of the app, a page that says how to get it (web/app/missing.html).
 */
#ifndef PLX_SERVE_APP_H
#define PLX_SERVE_APP_H

#include "serve/http.h"

plx_handler plx_app_page, plx_app_asset;

#endif
