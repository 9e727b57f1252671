# Small, without root, and at home on a read-only root: only /var/lib/indsatskort and /tmp are written.
FROM python:3.12-slim AS packages
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --no-compile -r requirements.txt

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home indsatskort \
    && install -d -o indsatskort -m 0700 /var/lib/indsatskort
COPY --from=packages /venv /venv
WORKDIR /app
COPY app.py LICENSE ./
COPY .streamlit .streamlit
COPY static static
COPY data data
COPY pages pages
COPY indsatskort indsatskort
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp \
    INDSATSKORT_DATA_DIR=/var/lib/indsatskort INDSATSKORT_HOST=0.0.0.0 PORT=8501
USER 10001
VOLUME /var/lib/indsatskort
EXPOSE 8501
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-c", \
    "import os, urllib.request as ask; ask.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/api/health', timeout=4)"]
CMD ["python", "app.py"]
