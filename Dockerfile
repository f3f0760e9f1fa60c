# The bot: what is in dist/ and nothing else, for nobody to write to, as nobody special.
FROM node:24-alpine
WORKDIR /lanekeeper
COPY package.json LICENSE ./
COPY dist ./dist
# The queue's file, where one is wanted: mount a volume at /data and set LANEKEEPER_STATE=/data/queue.sqlite.
RUN mkdir /data && chown node:node /data
USER node
ENV NODE_ENV=production PORT=3000 LANEKEEPER_NO_CACHE=1
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s CMD wget -q -O /dev/null http://127.0.0.1:3000/health || exit 1
CMD ["node", "dist/bot.js"]
