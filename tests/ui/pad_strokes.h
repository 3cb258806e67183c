#pragma once

// A mouse that draws on a pad.

#include <QList>
#include <QTest>

inline void drag(QWidget& pad, const QList<QPoint>& way) {
  QTest::mousePress(&pad, Qt::LeftButton, {}, way.front());
  for (const QPoint& point : way) QTest::mouseMove(&pad, point);
  QTest::mouseRelease(&pad, Qt::LeftButton, {}, way.back());
}

inline void drawSeven(QWidget& pad) {
  QList<QPoint> way;
  for (int i = 0; i <= 20; ++i) way << QPoint(60 + 5 * i, 40);
  for (int i = 1; i <= 20; ++i) way << QPoint(160 - 3 * i, 40 + 6 * i);
  drag(pad, way);
}
