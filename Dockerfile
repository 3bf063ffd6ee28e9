# The directory's web process: gunicorn, as a user who owns nothing, on a disk it need not write to.

# By tag, so that a build with --pull brings Debian's and Python's fixes. To build the same image
# again, pin the digest in both FROM lines:
#   docker buildx imagetools inspect python:3.11-slim-bookworm --format '{{.Manifest.Digest}}'
# and write python:3.11-slim-bookworm@sha256:…; then every fix is yours to bring.
FROM python:3.11-slim-bookworm AS dependencies
COPY requirements.txt /tmp/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --require-hashes --requirement /tmp/requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DEBUG=false
COPY --from=dependencies /opt/venv /opt/venv
WORKDIR /app
COPY . .
# Admin and Swagger UI files, compressed and named by their content. The key is for this step only.
RUN SECRET_KEY=for-the-build-only python manage.py collectstatic --noinput --verbosity 0

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
CMD ["gunicorn"]
