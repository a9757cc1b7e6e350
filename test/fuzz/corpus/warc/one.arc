filedesc://x.arc 0.0.0.0 20240307 text/plain 3
1 0

http://harbour.example/ 1.2.3.4 20240307091500 text/html 52
HTTP/1.0 200 OK
Content-Type: text/html

<p>Ferry.
