"""``python -m jixiao.hosts.libreoffice``: the process that LibreOffice's buttons start. JSON in, JSON out."""

from jixiao.hosts.libreoffice.serving import serve

if __name__ == "__main__":
    serve()
