"""Settings for web servers: nginx, Apache and IIS, from the one list of headers.

Each gives the site under a path, its own page for wrong addresses, folders with a slash
at the end, and nothing whose name begins with a dot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.sax.saxutils import quoteattr

from digitiekartta.publishing.headers import CACHE_HASHED, CACHE_PAGES, COMPRESSED, HASHED, HEADERS
from digitiekartta.publishing.target import LIVE


def nginx(path: str, folder: str) -> str:
    """Return a snippet for a ``server`` block.

    Args:
        path: Where the site stands on its server, with a slash at both ends.
        folder: The target of the publications on the server, without a slash at the end.
    """
    headers = "\n".join(f'    add_header {name} "{value}" always;' for name, value in HEADERS)
    bare = path.rstrip("/")
    sends_on = (
        f"location = {bare} {{\n    absolute_redirect off;\n    return 301 {path};\n}}\n"
        if bare
        else ""
    )
    return f"""\
# Digitiekartta: nginx. Kirjoita nämä rivit server-lohkoon.
{sends_on}location ^~ {path} {{
    alias {folder}/{LIVE}/;
    index index.html;
    charset utf-8;
    absolute_redirect off;
    error_page 404 {path}404.html;

    # Valmiiksi pakatut tiedostot ovat sivujen vieressä.
    gzip_static on;
    gzip_vary on;
    # Jos palvelimessa on moduuli ngx_brotli:
    # brotli_static on;

    # Tiedosto, jonka nimessä on sen tiiviste, ei koskaan muutu.
    set $digitiekartta_cache "{CACHE_PAGES}";
    if ($uri ~ "{HASHED}") {{
        set $digitiekartta_cache "{CACHE_HASHED}";
    }}
    if ($uri ~ "/\\.") {{
        return 404;
    }}
    add_header Cache-Control $digitiekartta_cache always;
{headers}
}}
"""


def apache(path: str, folder: str) -> str:
    """Return a ``.htaccess`` for the folder of the target."""
    headers = "\n".join(f'    Header always set {name} "{value}"' for name, value in HEADERS)
    kinds = "|".join(COMPRESSED)
    live = f"{folder}/{LIVE}"
    leads = f"Alias {path.rstrip('/')} {live}" if path != "/" else f"DocumentRoot {live}"
    types = "\n".join(
        f'    <FilesMatch "\\.{kind}\\.(gz|br)$">\n        ForceType "{mime}"\n    </FilesMatch>'
        for kind, mime in _TYPES.items()
    )
    return f"""\
# Digitiekartta: Apache. Tallenna tiedostoksi {folder}/.htaccess
# ja ohjaa osoite palvelimen asetuksissa:
#   {leads}
# Tarvitaan moduulit headers, rewrite ja mime sekä AllowOverride All.
Options -Indexes -MultiViews +FollowSymLinks
DirectoryIndex index.html
DirectorySlash On
AddDefaultCharset utf-8
ErrorDocument 404 {path}404.html

<IfModule mod_headers.c>
{headers}
    Header always set Cache-Control "{CACHE_PAGES}"
    Header always set Cache-Control "{CACHE_HASHED}" "expr=%{{REQUEST_STATUS}} -lt 400 && \
%{{REQUEST_URI}} =~ m#{HASHED}#"
</IfModule>

<IfModule mod_rewrite.c>
    RewriteEngine On
    RewriteRule (^|/)\\. - [R=404,L]
    # Valmiiksi pakatut tiedostot ovat sivujen vieressä.
    RewriteCond %{{HTTP:Accept-Encoding}} \\bbr\\b
    RewriteCond %{{REQUEST_FILENAME}}.br -f
    RewriteRule \\.({kinds})$ %{{REQUEST_URI}}.br [E=no-gzip:1,L]
    RewriteCond %{{HTTP:Accept-Encoding}} \\bgzip\\b
    RewriteCond %{{REQUEST_FILENAME}}.gz -f
    RewriteRule \\.({kinds})$ %{{REQUEST_URI}}.gz [E=no-gzip:1,L]
    <FilesMatch "\\.br$">
        Header always set Content-Encoding br
        Header always merge Vary Accept-Encoding
    </FilesMatch>
    <FilesMatch "\\.gz$">
        Header always set Content-Encoding gzip
        Header always merge Vary Accept-Encoding
    </FilesMatch>
{types}
</IfModule>
"""


def iis(path: str, folder: str) -> str:
    """Return a ``web.config`` for the root of the web server's site."""
    inside = path.strip("/")
    shown = folder.replace("--", "- -")  # two hyphens would end the comment
    attribute = f" path={quoteattr(inside)}" if inside else ""
    headers = "\n".join(
        f"          <add name={quoteattr(name)} value={quoteattr(value)} />"
        for name, value in HEADERS
    )
    hashed = "\n".join(
        f"""\
  <location path={quoteattr(f"{path}assets/{kind}".lstrip("/"))}>
    <system.webServer>
      <staticContent>
        <clientCache cacheControlCustom="{CACHE_HASHED}" cacheControlMode="NoControl" />
      </staticContent>
    </system.webServer>
  </location>"""
        for kind in ("images", "javascripts", "stylesheets")
    )
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<!-- Digitiekartta: IIS. Liitä tämä sivuston juuren tiedostoon web.config,
     ja tee osoitteesta {path} virtuaalihakemisto kansioon
     {shown}\\{LIVE} -->
<configuration>
  <location{attribute}>
    <system.webServer>
      <defaultDocument enabled="true">
        <files>
          <clear />
          <add value="index.html" />
        </files>
      </defaultDocument>
      <directoryBrowse enabled="false" />
      <httpErrors errorMode="Custom" existingResponse="Replace">
        <remove statusCode="404" />
        <error statusCode="404" path={quoteattr(f"{path}404.html")} responseMode="ExecuteURL" />
      </httpErrors>
      <httpProtocol>
        <customHeaders>
{headers}
        </customHeaders>
      </httpProtocol>
      <security>
        <requestFiltering>
          <hiddenSegments>
            <add segment=".julkaisu.json" />
          </hiddenSegments>
        </requestFiltering>
      </security>
      <staticContent>
        <clientCache cacheControlCustom="{CACHE_PAGES}" cacheControlMode="NoControl" />
      </staticContent>
      <urlCompression doStaticCompression="true" />
    </system.webServer>
  </location>
{hashed}
</configuration>
"""


SERVERS: Mapping[str, Callable[[str, str], str]] = {"nginx": nginx, "apache": apache, "iis": iis}
"""The servers for which settings can be written: each of path and folder."""

_TYPES = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml",
}
