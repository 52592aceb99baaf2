# Triberspace's world server. Node runs the TypeScript as it is: there is nothing to build.
FROM node:24-slim

ENV NODE_ENV=production
# Whoever runs the container decides which of its ports are published, and to whom.
ENV HOST=0.0.0.0
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force

COPY . .

# The embedded database, for who runs the image without PostgreSQL.
RUN mkdir data && chown node:node data
VOLUME /app/data

USER node
EXPOSE 2567

HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 2567) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "start.js"]
